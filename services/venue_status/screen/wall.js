// For a wall: the whole screen, no controls, and up to a hundred tiles as large as they can be without scrolling.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { IncidentLines } from "./incident-lines.js";
import { STATE_ICONS } from "./link-words.js";
import { groupsOf, inOrder, inTrouble } from "./ordering.js";
import { wallColumns } from "./rows.js";
import { SummaryLine } from "./summary-line.js";
import { Tile } from "./tile.js";
import { MANY } from "./venue-tiles.js";
import { useWindow } from "./window-place.js";
import { t } from "./words.js";

const FEW = 24; // tiles; more are so small that a state must stand beside its icon in one line
const WIDE = 3;
const READABLE = 60; // tiles in trouble

/** @param {{board: Board, leave: () => void}} props */
export function Wall({ board, leave }) {
  const views = board.views.value;
  useEffect(() => wholeScreen(leave), []);
  return html`<main class="wall">
    <h1 class="unseen">${t("board")}</h1>
    <button class="wall-leave" onClick=${leave}><${Icon} name="minimize" />${t("leave_wall")}</button>
    <${SummaryLine} views=${views} />
    <${IncidentLines} board=${board} still />
    ${views.length > MANY ? html`<${WallOfMany} board=${board} />` : html`<${WallTiles} board=${board} views=${views} />`}
  </main>`;
}

/** Those in trouble as tiles, as many as can be read, and every group with its worst. @param {{board: Board}} props */
function WallOfMany({ board }) {
  const views = board.views.value;
  const groups = groupsOf(views, board.me.units, board.order.value);
  const troubled = inOrder(views.filter(inTrouble), "worst");
  return html`<${WallTiles} board=${board} views=${troubled.slice(0, READABLE)} />
    ${troubled.length > READABLE && html`<p>${t("and_more_venues", { n: number(troubled.length - READABLE) })}</p>`}
    <ul class="wall-groups">${groups.map(({ id, name, worst, views, counts }) => html`<li key=${id} class="wall-group" data-state=${worst}>
      <${Icon} name=${STATE_ICONS[worst]} /><strong>${name || t("no_group")}</strong><span>${number(counts[worst])}/${number(views.length)}</span></li>`)}</ul>`;
}

/** @param {{board: Board, views: VenueView[]}} props */
function WallTiles({ board, views: shown }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const views = inOrder(shown, board.order.value);
  const { width } = useWindow(box);
  const columns = wallColumns(views.length, width, box.current?.clientHeight || innerHeight * 0.75, views.length > FEW ? WIDE : undefined);
  const rows = Math.ceil(views.length / columns);
  const room = { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` };
  return html`<ul class="tiles" data-size="wall" ref=${box} style=${room}>
    ${views.map((view) => html`<li key=${view.id}><${Tile} board=${board} view=${view} still /></li>`)}
  </ul>`;
}

/** Ask for the whole screen; Escape leaves the wall, whether the browser gave it or not. @param {() => void} leave */
function wholeScreen(leave) {
  const pressed = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && leave();
  const changed = () => !document.fullscreenElement && leave();
  document.documentElement.requestFullscreen?.().catch(() => undefined);
  addEventListener("keydown", pressed);
  document.addEventListener("fullscreenchange", changed);
  return () => {
    removeEventListener("keydown", pressed);
    document.removeEventListener("fullscreenchange", changed);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
  };
}
