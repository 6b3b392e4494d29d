// Line checks of all venues in a round: who is ready, who is not, and what is otherwise than in the round before.

/** @import { Board } from "./board-state.js" */
/** @import { Check, Round } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { CheckMatrix } from "./check-matrix.js";
import { CheckPanel } from "./check-panel.js";
import { currentRound, heldRounds, rowOf, wholeOf, worstFirst } from "./checks.js";
import { thingsOf } from "./venue-views.js";
import { t } from "./words-of-checks.js";
import { sayMoment } from "./zoned.js";

/** @param {{board: Board}} props */
export function CheckTab({ board }) {
  const chosen = useSignal("");
  const { items, line } = board.view.value;
  if (line.state === "connecting") return html`<p class="nothing" role="status">${t("fetching")}</p>`;
  const held = heldRounds(thingsOf(items, "round"));
  const round = held.find(({ id }) => id === chosen.value) ?? currentRound(held, board.now.value);
  if (!round) return html`<p class="nothing">${t("no_rounds")}</p>`;
  const before = held[held.indexOf(round) - 1];
  const check = (/** @type {Round | undefined} */ of, /** @type {string} */ venue) => /** @type {Check | undefined} */ (/** @type {unknown} */ (of && items.get(`check/${of.id}/${venue}`)));
  const rows = worstFirst(board.views.value.map(({ id }) => rowOf(id, check(round, id), check(before, id))));
  const opened = rows.find(({ venue }) => venue === board.place.value.id);
  return html`<${Rounds} board=${board} held=${held} round=${round} choose=${(/** @type {string} */ id) => (chosen.value = id)} />
    <${Whole} rows=${rows} />
    ${before && html`<p class="hint">${t("compared", { name: before.name })}</p>`}
    <${CheckMatrix} board=${board} rows=${rows} />
    ${opened && html`<${CheckPanel} key=${opened.venue} board=${board} round=${round} row=${opened} />`}`;
}

/** @param {{board: Board, held: Round[], round: Round, choose: (id: string) => void}} props */
function Rounds({ board, held, round, choose }) {
  return html`<div class="switch rounds" role="group" aria-label=${t("round")}>
    ${held.map(({ id, name, due }) => html`<button key=${id} aria-pressed=${id === round.id} onClick=${() => choose(id)}><span>${name}</span>
      ${due && html`<span class="round-due">${t("due_at", { time: sayMoment(due, board.now.value, board.zone) })}</span>`}</button>`)}
  </div>`;
}

/** @param {{rows: import("./checks.js").CheckRow[]}} props */
function Whole({ rows }) {
  const { call, counts } = wholeOf(rows);
  return html`<p class="call-whole" data-call=${call} role="status"><strong>${t(`whole_${call}`)}</strong>
    <span>${/** @type {const} */ (["no_go", "pending", "go"]).filter((one) => counts[one] > 0).map((one) => t(`n_${one}`, { n: number(counts[one]) })).join(" · ")}</span></p>`;
}
