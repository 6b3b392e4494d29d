// For a wall: the whole screen, no controls, and up to a hundred tiles as large as they can be without scrolling.

/** @import { Board } from "./board-state.js" */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { IncidentLines } from "./incident-lines.js";
import { inOrder } from "./ordering.js";
import { wallColumns } from "./rows.js";
import { SummaryLine } from "./summary-line.js";
import { Tile } from "./tile.js";
import { MANY, Tiles } from "./venue-tiles.js";
import { useWindow } from "./window-place.js";
import { t } from "./words.js";

const FEW = 24; // tiles; more are so small that a state must stand beside its icon in one line
const WIDE = 3;

/** @param {{board: Board, leave: () => void}} props */
export function Wall({ board, leave }) {
  const views = board.views.value;
  useEffect(() => wholeScreen(leave), []);
  return html`<main class="wall">
    <h1 class="unseen">${t("board")}</h1>
    <button class="wall-leave" onClick=${leave}><${Icon} name="minimize" />${t("leave_wall")}</button>
    <${SummaryLine} views=${views}><time class="wall-clock">${hour(new Date(board.now.value), board.zone)}</time><//>
    <${IncidentLines} board=${board} still />
    ${views.length > MANY ? html`<${Tiles} board=${board} views=${views} still />` : html`<${WallTiles} board=${board} />`}
  </main>`;
}

/** @param {{board: Board}} props */
function WallTiles({ board }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const views = inOrder(board.views.value, board.order.value);
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
