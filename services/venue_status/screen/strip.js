// The last 60 minutes of a link as a strip: where each stretch begins and how wide it is. Pure.

/** @import { Link, LinkState } from "./types.js" */
import { STATES, timeOf } from "./link-words.js";

export const SPAN = 60 * 60_000; // ms

/** @typedef {{state: LinkState, ms: number}} Stretch */

/**
 * The stretches of the last 60 minutes, the oldest first; together they are 60 minutes long. Before the first change
 * nothing is known; a gap that is going on now reaches from the last word to now.
 * @param {Link | undefined} link
 * @param {LinkState} state what is shown of it now
 * @param {number} now ms of the server's clock
 * @returns {Stretch[]}
 */
export function stripOf(link, state, now) {
  const begin = now - SPAN;
  const changes = (link?.recent ?? []).map(({ at, state }) => ({ at: timeOf(at), state }));
  const told = state === "gap" ? [...changes, { at: timeOf(link?.said_at), state }] : changes;
  /** @type {{at: number, state: LinkState}[]} */
  const known = [{ at: begin, state: "no_data" }, ...told];
  const stretches = known.map((one, at) => ({ state: one.state, ms: within(one.at, known[at + 1]?.at ?? now, begin, now) }));
  return joined(stretches.filter(({ ms }) => ms > 0));
}

/** @param {number} from @param {number} to @param {number} begin @param {number} end */
const within = (from, to, begin, end) => Math.max(0, Math.min(to, end) - Math.max(from, begin));

/** Neighbours of one state are one stretch. @param {Stretch[]} stretches */
function joined(stretches) {
  /** @type {Stretch[]} */
  const whole = [];
  for (const stretch of stretches) {
    const last = whole.at(-1);
    if (last?.state === stretch.state) last.ms += stretch.ms;
    else whole.push({ ...stretch });
  }
  return whole;
}

/**
 * How long it was in each state, the worst first.
 * @param {Stretch[]} stretches
 * @returns {Stretch[]}
 */
export function sumsOf(stretches) {
  const ms = (/** @type {LinkState} */ state) => stretches.filter((one) => one.state === state).reduce((sum, one) => sum + one.ms, 0);
  return STATES.map((state) => ({ state, ms: ms(state) })).filter((one) => one.ms > 0);
}
