// The page of the board: the head, the tabs, what the open tab shows; or, on a wall, the tiles alone.

/** @import { Board } from "./board-state.js" */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Head } from "../../../shared/web/head.js";
import { html } from "../../../shared/web/html.js";
import { hour, number } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { Opening, opening } from "../../../shared/web/opening.js";
import { AnnouncementTab } from "./announcement-tab.js";
import { CheckTab } from "./check-tab.js";
import { IncidentTab } from "./incident-tab.js";
import { isOpen } from "./incidents.js";
import { NoticeLines } from "./notice-lines.js";
import { TABS, addressOf } from "./place.js";
import { VenuePanel } from "./venue-panel.js";
import { VenueTiles } from "./venue-tiles.js";
import { thingsOf } from "./venue-views.js";
import { Wall } from "./wall.js";
import { t } from "./words.js";

const SHOWS = { board: BoardTab, incidents: IncidentTab, checks: CheckTab, announcements: AnnouncementTab };

/** @param {{board: Board}} props */
export function BoardPage({ board }) {
  const onWall = useSignal(false);
  if (opening.value.kind === "refused") return html`<${Opening} />`;
  const { tab } = board.place.value;
  const leave = () => (onWall.value = false);
  return html`<div class="venues" data-wall=${onWall.value}>
    <${BoardHead} board=${board} onWall=${onWall.value} />
    ${onWall.value ? html`<${Wall} board=${board} leave=${leave} />` : html`<main class="board">
      <h1 class="unseen">${t("board")}</h1>
      <${Tabs} board=${board} toWall=${() => (onWall.value = true)} />
      <${NoticeLines} board=${board} />
      <${SHOWS[tab]} key=${tab} board=${board} />
    </main>`}
  </div>`;
}

/** @param {{board: Board, onWall: boolean}} props */
function BoardHead({ board, onWall }) {
  const { conference, pass } = board.me;
  const time = hour(new Date(board.now.value), board.zone);
  const place = html`${onWall && html`<time class="wall-clock">${time}</time>`}<span>${t("n_venues", { n: number(board.views.value.length) })}</span>`;
  return html`<${Head} title=${conference.name} rehearsal=${conference.rehearsal} zone=${conference.zone} place=${place}
    who=${t("this_pass", { label: pass.label || pass.id })} line=${board.view.value.line} waiting=${board.waiting.value}
    clock=${(/** @type {number} */ at) => board.api.time.now(at)} />`;
}

/** @param {{board: Board, toWall: () => void}} props */
function Tabs({ board, toWall }) {
  const { tab } = board.place.value;
  const open = thingsOf(board.view.value.items, "incident").filter(isOpen).length;
  return html`<nav class="tabs" aria-label=${t("board")}>
    ${TABS.map((name) => html`<a key=${name} class="button" href=${addressOf(name)} aria-current=${name === tab ? "page" : undefined}>${t(`tab_${name}`)}
      ${name === "incidents" && open > 0 && html`<strong class="mark">${number(open)}</strong>`}</a>`)}
    <span class="tabs-rest">
      ${tab === "board" && html`<${OrderSwitch} board=${board} /><button class="quiet to-wall" onClick=${toWall}><${Icon} name="maximize" />${t("to_wall")}</button>`}
      <a class="button" href=${attendanceAddress(board)}><${Icon} name="list-checks" />${t("to_attendance")}</a>
    </span>
  </nav>`;
}

/** @param {{board: Board}} props */
function OrderSwitch({ board }) {
  const fixed = board.order.value === "fixed";
  return html`<button class="quiet" onClick=${() => board.setOrder(fixed ? "worst" : "fixed")}>
    <${Icon} name=${fixed ? "list-ordered" : "arrow-down-wide-narrow"} />${t(fixed ? "order_fixed" : "order_worst")}</button>`;
}

/** @param {Board} board */
const attendanceAddress = ({ me }) => `/checkin/board?${new URLSearchParams({ pass: me.pass.id, conference: me.conference.id })}`;

/** @param {{board: Board}} props */
function BoardTab({ board }) {
  const { line } = board.view.value;
  const { id } = board.place.value;
  const view = board.views.value.find((one) => one.id === id);
  useEffect(() => board.forget(`link/${id}`), [id]);
  if (line.state === "connecting") return html`<p class="nothing" role="status">${t("fetching")}</p>`;
  if (board.views.value.length === 0) return html`<p class="nothing">${t("no_venues")}</p>`;
  return html`<${VenueTiles} board=${board} />
    ${view && html`<${VenuePanel} key=${id} board=${board} view=${view} />`}`;
}
