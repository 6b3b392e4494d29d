// What an offline desk told and the server decided otherwise: shown until somebody says which was right.

/** @import { Attendee, Conflict } from "./types.js" */
/** @import { Board } from "./board-state.js" */
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { CODES, venueName } from "./verdicts.js";
import { t } from "./words-of-board.js";

/** @param {{board: Board}} props */
export function ConflictList({ board }) {
  const { items, line } = board.view.value;
  const open = items.kind("attendee").flatMap((item) => openConflicts(item, board.venue));
  board.names.want(open.map(({ attendee }) => attendee));
  if (line.state === "connecting") return html`<p class="nothing" role="status">${t("waiting_for_list")}</p>`;
  if (open.length === 0) return html`<p class="nothing">${t("none_in_conflict")}</p>`;
  return html`<ul class="conflicts">${open.map((one) => html`<li key=${one.conflict.deed}><${OneConflict} board=${board} ...${one} /></li>`)}</ul>`;
}

/** @param {import("../../../shared/web/items.js").Item} item @param {string | undefined} venue */
function openConflicts(item, venue) {
  /** @type {Attendee} */
  const state = item.state;
  const open = state.conflicts.filter((conflict) => !conflict.settled && (!venue || conflict.venue === venue));
  return open.map((conflict) => ({ attendee: item.id.split("/")[1] ?? "", revision: Number(item.revision), conflict }));
}

/** @param {{board: Board, attendee: string, revision: number, conflict: Conflict}} props */
function OneConflict({ board, attendee, revision, conflict }) {
  const person = board.names.known.value[attendee];
  const where = { venue: venueName(conflict.venue, board.me), session: sessionName(board, conflict.session), time: hour(conflict.at, board.me.conference.zone) };
  return html`<article class="conflict">
    <h2>${person?.name ?? "…"}</h2>
    <p>${[person?.title, person?.unit, person?.code].filter(Boolean).join(" · ")}</p>
    <p>${t("when_where", where)}</p>
    <dl><div><dt>${t("desk_told")}</dt><dd>${sayCode(conflict.told)}</dd></div><div><dt>${t("server_says")}</dt><dd>${sayCode(conflict.code)}</dd></div></dl>
    <${Settle} board=${board} attendee=${attendee} revision=${revision} conflict=${conflict} />
  </article>`;
}

/** @param {Board} board @param {string} id */
const sessionName = (board, id) => board.sessions.value.find((session) => session.id === id)?.name ?? id;

/** A code in words. @param {string} code */
const sayCode = (code) => (code in CODES ? t(/** @type {any} */ (`code_${code}`)) : code);

/** @param {{board: Board, attendee: string, revision: number, conflict: Conflict}} props */
function Settle({ board, attendee, revision, conflict }) {
  if (!board.maySettle) return html`<p class="hint">${t("head_settles")}</p>`;
  const sent = board.sent.value[conflict.deed];
  if (sent === "sending") return html`<p role="status">${t("being_settled")}</p>`;
  const { session, venue, deed } = conflict;
  /** @param {string} outcome */
  const settle = (outcome) => board.send(deed, { type: "settle_conflict", attendee, session, venue, deed, outcome, seen: revision });
  return html`${sent === "stale" && html`<p class="fault" role="alert">${t("changed_meanwhile")}</p>`}
    <div class="conflict-settle" role="group" aria-label=${t("who_is_right")}><strong>${t("who_is_right")}</strong>
      <button onClick=${() => settle("server_right")}>${t("server_right")}</button>
      <button onClick=${() => settle("desk_right")}>${t("desk_right")}</button>
    </div>`;
}
