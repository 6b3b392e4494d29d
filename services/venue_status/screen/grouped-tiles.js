// Hundreds of venues: under their parent unit, those in trouble always in sight, and only what is in the window is drawn.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
/** @import { Group } from "./ordering.js" */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { STATES, STATE_ICONS, sayState } from "./link-words.js";
import { groupsOf } from "./ordering.js";
import { heightOf, inSight, rowsOf } from "./rows.js";
import { Tile } from "./tile.js";
import { useWindow } from "./window-place.js";
import { t } from "./words.js";

const WIDTH = 15; // rem: a tile is at least as wide
const HEIGHTS = { head: 4.5, tiles: 10.5 }; // rem, as in tile.css
const AHEAD = 600; // px drawn above and below the window: the next rows are there for the Tab key

/** @param {{board: Board, views: VenueView[], all?: boolean}} props */
export function GroupedTiles({ board, views, all = false }) {
  const unfolded = useSignal(/** @type {Set<string>} */ (new Set()));
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { top, height, width, rem } = useWindow(box);
  const columns = Math.max(1, Math.floor(width / (WIDTH * rem)));
  const groups = groupsOf(views, board.me.units, board.order.value);
  const open = all || groups.length === 1 ? new Set(groups.map(({ id }) => id)) : unfolded.value;
  const rows = rowsOf(groups, open, columns, { head: HEIGHTS.head * rem, tiles: HEIGHTS.tiles * rem });
  const fold = (/** @type {string} */ id) => (unfolded.value = toggled(unfolded.value, id));
  return html`<div class="rows" ref=${box} style=${{ height: `${heightOf(rows)}px` }}>
    ${inSight(rows, top - AHEAD, top + height + AHEAD).map((row) => html`<div key=${row.key} class="row" style=${{ top: `${row.top}px`, height: `${row.height}px` }}>
      ${"group" in row ? html`<${GroupHead} group=${row.group} open=${open.has(row.group.id)} fold=${all || groups.length === 1 ? undefined : fold} />` : html`<${TileRow} board=${board} views=${row.views} columns=${columns} />`}
    </div>`)}
  </div>`;
}

/** @param {Set<string>} set @param {string} id */
const toggled = (set, id) => new Set(set.has(id) ? [...set].filter((one) => one !== id) : [...set, id]);

/** @param {{board: Board, views: VenueView[], columns: number}} props */
function TileRow({ board, views, columns }) {
  return html`<ul class="tiles" data-size="crowd" style=${{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
    ${views.map((view) => html`<li key=${view.id}><${Tile} board=${board} view=${view} /></li>`)}
  </ul>`;
}

/** @param {{group: Group, open: boolean, fold?: (id: string) => void}} props without `fold` nothing is pressed */
function GroupHead({ group, open, fold }) {
  const inside = html`<span class="group-state" data-state=${group.worst}><${Icon} name=${STATE_ICONS[group.worst]} /></span>
    <span class="group-name"><strong>${group.name || t("no_group")}</strong><span>${sayCounts(group)}</span></span>
    ${fold && html`<span class="group-fold"><${Icon} name=${open ? "chevron-down" : "chevron-right"} /><span>${t(open ? "fold" : "see_all_of")}</span></span>`}`;
  if (!fold) return html`<h2 class="group">${inside}</h2>`;
  return html`<h2><button class="group" aria-expanded=${open} onClick=${() => fold(group.id)}>${inside}</button></h2>`;
}

/** @param {Group} group */
function sayCounts({ views, counts }) {
  const parts = STATES.filter((state) => counts[state] > 0).map((state) => t("n_of_state", { n: number(counts[state]), state: sayState(state).toLowerCase() }));
  return [...parts, t("n_venues", { n: number(views.length) })].join(" · ");
}
