// What each button under an answer does, by its name.

/** @import { Deed, Decision } from "./types.js" */
/** @import { Door } from "./door.js" */
import { again, checkIn, override, undo, undoable } from "./deeds.js";

/** @typedef {(door: Door, deed: Deed, decision: Decision, reason?: string) => void} Act */

/** @type {Act} */
const done = (door) => door.show(undefined);

/** @type {Act} */
const overrideIt = (door, deed, decision, reason) =>
  door.send(override(door.place, decision, reason), { person: deed.person, typed: deed.typed });

/** @type {Act} */
const undoIt = (door, deed, decision, reason) =>
  door.send(undo(door.place, decision.attendee, undoable(decision), reason ?? ""), { person: deed.person });

/** @type {Record<string, Act>} */
const ACTS = {
  next: done,
  not_here: done,
  find: done,
  accept: overrideIt,
  accept_person: overrideIt,
  accept_full: overrideIt,
  walk_in: (door) => door.openForm("walk_in"),
  again: (door, deed) => door.send(again(door.place, deed.command), { person: deed.person, typed: deed.typed }),
  look: (door, deed, decision) => door.send(checkIn(door.place, { attendee: decision.attendee }), { person: deed.person }),
  consented: (door, deed) =>
    door.send({ ...again(door.place, deed.command), consent: true }, { person: deed.person, newcomer: deed.newcomer }),
  undo: undoIt,
  undo_entry: undoIt,
};

/** @param {Door} door @param {Deed} deed @param {string} name @param {string} [reason] */
export function act(door, deed, name, reason) {
  const decision = deed.outcome && "decision" in deed.outcome ? deed.outcome.decision : undefined;
  ACTS[name]?.(door, deed, /** @type {Decision} */ (decision), reason);
}
