// What the desk can ask for, as commands. Pure but for the id: the browser names every deed.

/** @import { Command, Decision } from "./types.js" */
import { uuid7 } from "../../../shared/web/uuid.js";

/**
 * Where deeds are done. @typedef {{conference: string, session: string, venue: string}} Place
 * Whom a deed is about: a code as it was read, or a person of a list. @typedef {{code: string} | {attendee: string}} Whom
 */

/** Codes hold digits, names do not. @param {string} text */
export const looksLikeCode = (text) => /\d/.test(text);

/** @param {Place} place @param {string} type @param {object} fields @returns {Command} */
const command = (place, type, fields) => ({ type, id: uuid7(), ...place, ...fields });

/** @param {Place} place @param {Whom} whom @returns {Command} */
export function checkIn(place, whom) {
  return command(place, "check_in", { ...whom, how: howKnown(whom) });
}

/** @param {Whom} whom */
function howKnown(whom) {
  if ("attendee" in whom) return "search";
  return whom.code.startsWith("DC1.") ? "qr" : "typed";
}

/** @param {Place} place @param {Whom} whom @returns {Command} */
export const checkOut = (place, whom) => command(place, "check_out", whom);

/**
 * The same deed anew, under a new id: an id that was decided keeps its answer for ever.
 * @param {Place} place @param {Command} before @returns {Command}
 */
export function again(place, before) {
  const { id: _, session: __, venue: ___, device: ____, ...fields } = before;
  return command(place, before.type, fields);
}

/**
 * Take the person in although the answer was no. Inside elsewhere *and* expected elsewhere are two reasons against it:
 * an override passes over one, a transfer over both.
 * @param {Place} place @param {Decision} decision @param {string} [reason]
 */
export function override(place, decision, reason) {
  const expected = decision.state.moved_to ?? decision.row_fact?.venue;
  if (decision.code === "inside_elsewhere" && expected && expected !== place.venue) {
    return command(place, "transfer", { attendee: decision.attendee, seen: decision.revision, reason });
  }
  return command(place, "override", { attendee: decision.attendee, over: decision.code, seen: decision.revision, reason });
}

/** @param {Place} place @param {string} attendee @param {string} deed @param {string} reason */
export const undo = (place, attendee, deed, reason) => command(place, "undo", { attendee, deed, reason });

/** @param {Place} place @param {string} attendee */
export const walkIn = (place, attendee) => command(place, "walk_in", { attendee });

/**
 * @param {Place} place
 * @param {string} attendee the summoned person
 * @param {{id: string, listed: boolean}} who came instead
 * @param {boolean} consent
 */
export function substitute(place, attendee, { id, listed }, consent) {
  return command(place, "substitute", { attendee, substitute: id, listed, consent });
}

/** @param {Place} place @param {number} count */
export const headCount = (place, count) => command(place, "head_count", { count });

/**
 * The deed that an undo of this answer takes back: the one just recorded, or the one that stands in its way.
 * @param {Decision} decision
 */
export function undoable(decision) {
  if (decision.code !== "already_in") return decision.command;
  const open = decision.state.presences.findLast((stay) => stay.session === decision.session && !stay.end);
  return open?.entry ?? decision.command;
}
