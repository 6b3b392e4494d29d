// What became of the last thing sent about an item: on its way, or not taken, and why.

/** @import { Board } from "./board-state.js" */
import { html } from "../../../shared/web/html.js";
import { t } from "./words-of-incidents.js";

/** @param {{board: Board, thing: string}} props */
export function SentLine({ board, thing }) {
  const sent = board.sent.value[thing];
  if (!sent) return null;
  if (sent.how === "sending") return html`<p role="status">${t("being_recorded")}</p>`;
  return html`<p class="fault" role="alert">${sent.sentence}</p>`;
}
