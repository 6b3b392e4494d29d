// One venue, opened from its tile: everything known of it, and what the hub can do there.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { HistoryStrip } from "./history-strip.js";
import { STATE_ICONS } from "./link-words.js";
import { addressOf } from "./place.js";
import { SentLine } from "./sent-line.js";
import { sayStrip, sayTile } from "./tile-words.js";
import { VenueDeeds } from "./venue-deeds.js";
import { VenueFacts } from "./venue-facts.js";
import { VenueIncidents } from "./venue-incidents.js";
import { t } from "./words-of-venue.js";

/** @param {{board: Board, view: VenueView}} props */
export function VenuePanel({ board, view }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => (location.hash = addressOf("board"));
  const said = sayTile(view, board.now.value, board.zone);
  return html`<dialog class="sheet panel" ref=${dialog} aria-labelledby="venue-name" onClose=${close}
      onClick=${(/** @type {MouseEvent} */ event) => event.target === dialog.current && dialog.current?.close()}>
    <header class="panel-head"><h2 id="venue-name">${view.name}</h2>
      <button class="quiet" onClick=${() => dialog.current?.close()}><${Icon} name="x" />${t("close")}</button></header>
    <p class="panel-state" data-state=${view.state}><${Icon} name=${STATE_ICONS[view.state]} /><strong>${said.word}</strong><span>${said.since}</span></p>
    <p>${said.sign}</p>
    <figure><${HistoryStrip} view=${view} now=${board.now.value} />
      <figcaption><span>${t("hour_ago")}</span><span>${t("now")}</span></figcaption></figure>
    <p class="hint" aria-hidden="true">${sayStrip(view, board.now.value)}</p>
    <${VenueIncidents} board=${board} view=${view} />
    <${SentLine} board=${board} thing=${`link/${view.id}`} />
    ${board.mayAct && html`<${VenueDeeds} board=${board} view=${view} />`}
    <${VenueFacts} board=${board} view=${view} />
  </dialog>`;
}
