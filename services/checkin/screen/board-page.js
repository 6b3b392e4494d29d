// The page of the board: the head, the tabs, and what the open tab shows.

/** @import { Board } from "./board-state.js" */
import { html } from "../../../shared/web/html.js";
import { Head } from "../../../shared/web/head.js";
import { Opening, opening } from "../../../shared/web/opening.js";
import { TABS } from "./board-state.js";
import { ConflictList } from "./conflict-list.js";
import { HubTable } from "./hub-table.js";
import { MissingList } from "./missing-list.js";
import { SessionButtons } from "./session-buttons.js";
import { venueName } from "./verdicts.js";
import { t } from "./words-of-board.js";

const SHOWS = { hub: HubTable, missing: MissingList, conflicts: ConflictList };

/** @param {{board: Board}} props */
export function BoardPage({ board }) {
  if (opening.value.kind === "refused") return html`<${Opening} />`;
  const tab = board.tab.value;
  return html`<${BoardHead} board=${board} />
    <main class="board">
      <h1 class="unseen">${t("board")}</h1>
      <nav class="tabs" aria-label=${t("board")}>
        ${TABS.map((name) => html`<a key=${name} class="button" href=${`#${name}`} aria-current=${name === tab ? "page" : undefined}>${t(`tab_${name}`)}</a>`)}
        <a class="button" href=${deskAddress(board)}>${t("to_desk")}</a>
        ${board.seesAll && html`<a class="button" href=${linksAddress(board)}>${t("to_links")}</a>`}
      </nav>
      <${SHOWS[tab]} key=${tab} board=${board} />
      ${tab === "hub" && board.mayOpen && html`<${SessionButtons} board=${board} />`}
    </main>`;
}

/** @param {Board} board */
function deskAddress({ me, venue }) {
  return `/checkin/?${new URLSearchParams({ pass: me.pass.id, ...(venue ? { venue } : {}), conference: me.conference.id })}`;
}

/** The links of all venues are another service's page. @param {Board} board */
function linksAddress({ me }) {
  return `/venues/?${new URLSearchParams({ pass: me.pass.id, conference: me.conference.id })}`;
}

/** @param {{board: Board}} props */
function BoardHead({ board }) {
  const { conference, pass } = board.me;
  const place = html`<span>${board.venue ? venueName(board.venue, board.me) : t("all_venues")}</span><${SessionChoice} board=${board} />`;
  return html`<${Head} title=${conference.name} rehearsal=${conference.rehearsal} zone=${conference.zone} place=${place}
    who=${t("this_pass", { label: pass.label || pass.id })} line=${board.view.value.line} waiting=${board.waiting.value}
    clock=${(/** @type {number} */ at) => board.api.time.now(at)} />`;
}

/** Any session may be looked at. @param {{board: Board}} props */
function SessionChoice({ board }) {
  const shown = board.session.value;
  if (board.sessions.value.length < 2) return html`<span>${shown?.name ?? t("no_session")}</span>`;
  return html`<select class="head-select" aria-label=${t("choose_session")} value=${shown?.id}
    onChange=${(/** @type {any} */ event) => (board.chosenSession.value = event.currentTarget.value)}>
    ${board.sessions.value.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
  </select>`;
}
