// A round of line checks, as a venue sees it: what is found so far, go or no-go, and what was otherwise the time before.

/** @typedef {import("../../../shared/web/items.js").Item} Item */
/** @typedef {"passed" | "failed" | "unchecked"} Result */

/** In the order in which a technician goes through the hall. */
export const CHECK_ITEMS = /** @type {const} */ ([
  "main_line", "backup_line", "hears_hub", "sees_hub", "microphone", "camera", "display", "power", "desk",
]);
/** @typedef {typeof CHECK_ITEMS[number]} CheckItem */

/** @type {Result[]} */
export const RESULTS = ["passed", "failed", "unchecked"];
const STILL = 20 * 60_000; // ms: who is late finishes the round that was due before the next one begins

/** Those that are held, in order of time. @param {Item[]} rounds */
export const held = (rounds) => rounds.filter(({ withdrawn, due }) => !withdrawn && due).sort((one, other) => Date.parse(one.due) - Date.parse(other.due));

/** The id of a round's item without its kind. @param {Item} round */
export const idOf = (round) => round.id.slice("round/".length);

/**
 * The round to be done now: the next that is due or was due a moment ago; after the last one, the last.
 * @param {Item[]} rounds held, in order @param {number} now ms
 */
export const dueRound = (rounds, now) => rounds.find(({ due }) => Date.parse(due) + STILL > now) ?? rounds.at(-1);

/** @param {Item[]} rounds held, in order @param {Item} round */
export const roundBefore = (rounds, round) => rounds[rounds.findIndex(({ id }) => id === round.id) - 1];

/** @param {Item | undefined} check @param {CheckItem} item @returns {Result} */
export const resultOf = (check, item) => check?.items?.[item]?.result ?? "unchecked";

/**
 * The hub's word, else no-go with a failure, go when all nine passed, else open.
 * @param {Item | undefined} check
 * @returns {{call: "go" | "no_go" | "open", byHub: boolean, left: number, failed: CheckItem[]}} `left`: not looked at yet
 */
export function callOf(check) {
  const results = CHECK_ITEMS.map((item) => resultOf(check, item));
  const left = results.filter((result) => result === "unchecked").length;
  const failed = CHECK_ITEMS.filter((item) => resultOf(check, item) === "failed");
  const computed = failed.length ? "no_go" : left ? "open" : "go";
  const called = check?.called;
  return { call: called ? (called.go ? "go" : "no_go") : computed, byHub: Boolean(called), left, failed };
}

/**
 * What got better and what got worse; an item that was not looked at both times is neither.
 * @param {Item | undefined} now @param {Item | undefined} before
 */
export function compared(now, before) {
  const moved = (/** @type {Result} */ from, /** @type {Result} */ to) =>
    CHECK_ITEMS.filter((item) => resultOf(before, item) === from && resultOf(now, item) === to);
  return { better: moved("failed", "passed"), worse: moved("passed", "failed"), still: moved("failed", "failed") };
}
