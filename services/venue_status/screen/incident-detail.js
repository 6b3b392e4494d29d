// One incident: what to do first, what may be done next, and what was done.

/** @import { Board } from "./board-state.js" */
/** @import { Incident } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { IncidentDeeds } from "./incident-deeds.js";
import { sayOwner } from "./incident-lines.js";
import { sayLength, timeOf } from "./link-words.js";
import { addressOf } from "./place.js";
import { shortName } from "./tile-words.js";
import { sayKind, t } from "./words-of-incidents.js";
import { sayMoment } from "./zoned.js";

const SHOWN = 12; // venues by name

/** @param {{board: Board, incident: Incident}} props */
export function IncidentDetail({ board, incident }) {
  const { kind, cause, opened_at, closed_at, status } = incident;
  const ended = status === "closed" ? timeOf(closed_at) : board.now.value;
  return html`<article class="sheet pair-one" aria-labelledby="incident-name">
    <a class="button pair-back" href=${addressOf("incidents")}>${t("back_to_list")}</a>
    <header class="sheet-head" data-status=${status}>
      <h2 id="incident-name">${sayKind(incident)}</h2>
      <p class="status" data-status=${status}>${sayOwner(board, incident)}</p>
    </header>
    ${cause === "hub" && html`<p><strong>${t("of_hub")}</strong></p>`}
    <${Venues} board=${board} venues=${incident.venues} />
    <p>${opened_at && t("opened_at", { time: sayMoment(opened_at, board.now.value, board.zone) })} · ${t("open_for", { length: sayLength(ended - timeOf(opened_at)) })}</p>
    ${status !== "closed" && html`<section class="first-step" aria-label=${t("first_step")}><strong>${t("first_step")}</strong><p>${cause === "hub" ? t("first_hub") : t(`first_${kind ?? "other"}`)}</p></section>`}
    <${IncidentDeeds} board=${board} incident=${incident} />
    <${History} board=${board} incident=${incident} />
  </article>`;
}

/** @param {{board: Board, venues: string[]}} props */
function Venues({ board, venues }) {
  return html`<ul class="touched">
    ${venues.slice(0, SHOWN).map((id) => html`<li key=${id}><a class="button" href=${addressOf("board", id)}>${shortName(board.names.value.get(id) ?? id)}</a></li>`)}
    ${venues.length > SHOWN && html`<li>+ ${t("n_venues_touched", { n: venues.length - SHOWN })}</li>`}
  </ul>`;
}

/** The newest first. @param {{board: Board, incident: Incident}} props */
function History({ board, incident }) {
  const who = (/** @type {string} */ by) => (by === "rule" ? t("by_rule") : board.who(by));
  return html`<section aria-labelledby="incident-history"><h3 id="incident-history">${t("history")}</h3>
    <ol class="steps">${incident.steps.toReversed().map((step) => html`<li key=${step.revision + step.did}>
      <time datetime=${step.at}>${sayMoment(step.at, board.now.value, board.zone)}</time>
      <span><strong>${t(/** @type {any} */ (`did_${step.did}`))}</strong> · ${who(step.by)}${step.reason && html`<br />${step.reason}`}</span></li>`)}</ol>
  </section>`;
}
