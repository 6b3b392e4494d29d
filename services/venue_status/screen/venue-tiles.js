// The tiles: all of them as large as there is room, or, when they are many, under their parent unit and drawn only in sight.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { GroupedTiles } from "./grouped-tiles.js";
import { IncidentLines } from "./incident-lines.js";
import { inOrder, wantedOf } from "./ordering.js";
import { SummaryLine } from "./summary-line.js";
import { Tile } from "./tile.js";
import { t } from "./words.js";

export const MANY = 150; // venues; more are grouped
const TO_SEARCH = 24; // venues; more can be searched

/** @param {{board: Board}} props */
export function VenueTiles({ board }) {
  const only = useSignal(/** @type {import("./types.js").LinkState | undefined} */ (undefined));
  const typed = useSignal("");
  const views = board.views.value;
  const wanted = wantedOf(views, { state: only.value, typed: typed.value });
  const asked = Boolean(only.value || typed.value);
  const many = views.length > TO_SEARCH;
  return html`<${SummaryLine} views=${views} only=${only.value} choose=${(/** @type {any} */ state) => (only.value = state)}>
      ${many && html`<input class="find" type="search" aria-label=${t("find_venue")} placeholder=${t("find_venue")} value=${typed.value}
        onInput=${(/** @type {any} */ event) => (typed.value = event.currentTarget.value)} />`}
    <//>
    <${IncidentLines} board=${board} />
    ${wanted.length === 0 && asked ? html`<${NoneFound} again=${() => ((only.value = undefined), (typed.value = ""))} />` : html`<${Tiles} board=${board} views=${wanted} all=${asked} />`}`;
}

/** @param {{board: Board, views: VenueView[], all?: boolean}} props `all`: somebody asked for just these, none is folded away */
function Tiles({ board, views, all }) {
  if (views.length > MANY) return html`<${GroupedTiles} board=${board} views=${views} all=${all} />`;
  const size = sizeOf(views.length);
  return html`<ul class="tiles" data-size=${size}>
    ${inOrder(views, board.order.value).map((view) => html`<li key=${view.id}><${Tile} board=${board} view=${view} /></li>`)}
  </ul>`;
}

/** @param {number} n */
const sizeOf = (n) => (n === 1 ? "one" : n <= 4 ? "few" : n <= 24 ? "hall" : "many");

/** @param {{again: () => void}} props */
function NoneFound({ again }) {
  return html`<div class="nothing"><p>${t("found_no_venue")}</p><button onClick=${again}>${t("show_all_venues")}</button></div>`;
}
