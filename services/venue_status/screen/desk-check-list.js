// One round of checks at this venue: go or no-go first, then the nine items, each saved as soon as it is pressed.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { Item } from "../../../shared/web/items.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { day, hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { CheckRow } from "./desk-check-row.js";
import { CHECK_ITEMS, callOf, compared, dueRound, held, idOf, roundBefore } from "./desk-checks.js";
import { t } from "./desk-words.js";

/** @param {{desk: LineDesk}} props */
export function CheckList({ desk }) {
  const chosen = useSignal("");
  const { items } = desk.view.value;
  const rounds = held(items.kind("round"));
  const round = rounds.find(({ id }) => id === chosen.value) ?? dueRound(rounds, desk.now.value);
  if (!round) return html`<section class="checks"><h2>${t("checks")}</h2><p>${t("no_rounds")}</p></section>`;
  const before = roundBefore(rounds, round);
  const checkOf = (/** @type {Item | undefined} */ one) => (one ? items.get(`check/${idOf(one)}/${desk.venue}`) : undefined);
  const check = checkOf(round);
  return html`<section class="checks">
    <h2>${t("checks")}</h2>
    <div class="field"><label for="round">${t("choose_round")}</label>
      <select id="round" value=${round.id} onChange=${(/** @type {any} */ event) => (chosen.value = event.currentTarget.value)}>
        ${rounds.map((one) => html`<option key=${one.id} value=${one.id}>${one.name} · ${t("due_at", { time: moment(one.due, desk.zone) })}</option>`)}
      </select></div>
    <${Call} check=${check} />
    <${Difference} check=${check} before=${checkOf(before)} name=${before?.name ?? ""} />
    <ol class="check-items">
      ${CHECK_ITEMS.map((item) => html`<${CheckRow} key=${`${round.id}/${item}`} desk=${desk} round=${idOf(round)} item=${item} check=${check} before=${checkOf(before)} />`)}
    </ol>
  </section>`;
}

/** @param {string} at @param {string} zone */
const moment = (at, zone) => `${hour(at, zone)} ${day(new Date(at), zone)}`;

const CALL_ICONS = { go: "circle-check", no_go: "octagon-x", open: "circle-dashed" };

/** @param {{check: Item | undefined}} props */
function Call({ check }) {
  const { call, byHub, left, failed } = callOf(check);
  const more = [byHub && t("call_by_hub"), failed.length > 0 && t("call_failed", { n: failed.length }), left > 0 && call !== "open" && t("call_open", { n: left })];
  return html`<p class="call" data-call=${call} role="status">
    <${Icon} name=${CALL_ICONS[call]} />
    <span><strong>${t(`call_${call}`, { n: left })}</strong> ${more.filter(Boolean).join(" · ")}</span>
  </p>`;
}

/** Nothing to compare while nothing was checked, now or the time before. @param {{check: Item | undefined, before: Item | undefined, name: string}} props */
function Difference({ check, before, name }) {
  if (!check || !before) return null;
  const moved = Object.entries(compared(check, before)).filter(([, those]) => those.length > 0);
  const said = moved.map(([how, those]) => t(/** @type {any} */ (how), { items: those.map((item) => t(`item_${item}`)).join(", ") }));
  return html`<p class="difference">${t("than_before", { name })}: ${said.join("; ") || t("same")}.</p>`;
}
