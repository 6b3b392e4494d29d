// Which session a desk writes into: the one that is open, else the next one planned, else the last.

/** @import { Session } from "./types.js" */
/** @import { Item } from "../../../shared/web/items.js" */

/** @param {Session} session */
export const isOpen = (session) => Boolean(session.opened_at && !session.closed_at);

/** @param {Session} one @param {Session} other */
const byPlan = (one, other) => (one.opens ?? "").localeCompare(other.opens ?? "");

/**
 * @param {Session[]} sessions
 * @param {string} [chosen] by the operator, when several are open
 * @returns {Session | undefined}
 */
export function currentSession(sessions, chosen) {
  const planned = [...sessions].sort(byPlan);
  const open = planned.filter(isOpen);
  return open.find((session) => session.id === chosen) ?? open.at(-1) ?? planned.find((session) => !session.closed_at) ?? planned.at(-1);
}

/**
 * The sessions as `me` knew them, brought up to date by the live view; in the order of the day.
 * @param {Session[]} known
 * @param {Item[]} items
 * @returns {Session[]}
 */
export function upToDate(known, items) {
  const live = Object.fromEntries(items.map((item) => [item.id.split("/")[1], item]));
  const old = known.filter((session) => !live[session.id]);
  return [...old, ...Object.entries(live).map(([id, item]) => /** @type {any} */ ({ ...item, id }))].sort(byPlan);
}
