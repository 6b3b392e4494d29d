// The last people at this door: what this page did and what other desks did, one row a deed, newest first.

/** @import { Attendee, Deed, Presence } from "./types.js" */
/** @import { Item } from "../../../shared/web/items.js" */

const SHOWN = 5;

/**
 * `deed`: one of this page's own. `code`: how it ended; undefined: not decided. `by`: the pass that did it.
 * @typedef {{id: string, at: string, attendee?: string, code?: string, by?: string, deed?: Deed}} Row
 */

/**
 * @param {Deed[]} deeds of this page
 * @param {Item[]} attendees of the live view
 * @param {{session: string, venue: string}} here
 * @returns {Row[]}
 */
export function lately(deeds, attendees, here) {
  const own = deeds.filter((deed) => deed.command.type !== "head_count").map(ownRow);
  const known = new Set(own.map((row) => row.id));
  const others = attendees.flatMap((item) => seenRows(item, here)).filter((row) => !known.has(row.id));
  return [...own, ...others].sort((one, other) => (moment(one) < moment(other) ? 1 : -1)).slice(0, SHOWN);
}

/** What still waits comes first. @param {Row} row */
const moment = (row) => (row.code ? Date.parse(row.at) : Infinity);

/** @param {Deed} deed @returns {Row} */
function ownRow(deed) {
  const { id, command, at, outcome } = deed;
  const decision = outcome && "decision" in outcome ? outcome.decision : undefined;
  const code = decision?.code ?? (outcome && "problem");
  return { id, at: decision?.at ?? at, attendee: decision?.attendee ?? command.attendee, code, by: decision?.by, deed };
}

/** @param {Item} item @param {{session: string, venue: string}} here @returns {Row[]} */
function seenRows(item, here) {
  /** @type {Attendee} */
  const state = item.state;
  const attendee = item.id.split("/")[1];
  const stays = state.presences.filter((stay) => stay.session === here.session && stay.venue === here.venue);
  return stays.flatMap((stay) => [entryRow(stay, attendee), ...exitRow(stay, attendee)]);
}

/** @param {Presence} stay @param {string | undefined} attendee @returns {Row} */
const entryRow = (stay, attendee) => ({ id: stay.entry, at: stay.start, attendee, code: "checked_in", by: stay.by });

/** @param {Presence} stay @param {string | undefined} attendee @returns {Row[]} */
function exitRow(stay, attendee) {
  return stay.end && stay.exit ? [{ id: stay.exit, at: stay.end, attendee, code: "left" }] : [];
}

/** Whether the person is inside now. @param {Attendee} state @param {string} session */
export const isInside = (state, session) => state.presences.some((stay) => stay.session === session && !stay.end);
