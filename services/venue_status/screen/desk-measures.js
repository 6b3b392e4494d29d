// What a page knows of its way to the hub, from its own last beats; and how long it waits before the next.

export const KEPT = 12; // beats: one minute
const EVERY = 5_000; // ms
const LONGEST = 10_000; // after failures; the hub calls a venue silent after 12 s whatever we do
const REFUSED = 60_000; // a pass that holds no longer

/**
 * How one beat went. `trip`: ms until the answer; undefined: it was not measured. `lost`: no answer came at all. An answer
 * that the hub could not take it (503) is the hub's trouble, not the line's: neither lost nor measured.
 * @typedef {{trip?: number, lost: boolean}} Try
 */

/**
 * For the next beat: ms, and loss from 0 to 1; null is "not measured". A young page has not lost more than one of twelve
 * because its first beat was lost.
 * @param {Try[]} tries oldest first
 */
export function measured(tries) {
  const last = tries.slice(-KEPT);
  const trips = last.flatMap(({ trip }) => trip ?? []);
  return {
    rtt: rounded(trips.at(-1)),
    jitter: rounded(trips.length < 2 ? undefined : jitterOf(trips)),
    loss: last.length ? rounded(last.filter(({ lost }) => lost).length / KEPT) : null,
  };
}

/** Smoothed as RFC 3550 has it: a sixteenth of each difference. @param {number[]} trips */
function jitterOf(trips) {
  const differences = trips.slice(1).map((trip, at) => Math.abs(trip - (trips[at] ?? trip)));
  return differences.reduce((jitter, difference) => jitter + (difference - jitter) / 16, 0);
}

/** @param {number | undefined} value */
const rounded = (value) => (value === undefined ? null : Math.round(value * 1000) / 1000);

/** @param {number} status of the answer; 0: none @param {number} trip ms @returns {Try} */
export function tryOf(status, trip) {
  return status === 202 || status === 200 ? { trip, lost: false } : { lost: status === 0 };
}

/**
 * Ms from one beat to the next: longer after failures, and not all desks at once.
 * @param {number} status of the last answer @param {number} failed failures in a row @param {number} chance 0 to 1
 */
export function pause(status, failed, chance) {
  if (!failed) return EVERY;
  if (status === 401 || status === 403) return REFUSED;
  return Math.min(LONGEST, EVERY * 1.5 ** (failed - 1)) * (0.8 + chance / 5);
}
