// Line checks: which round, what follows from nine items, what is otherwise than in the round before. Pure.

/** @import { Check, CheckItem, Result, Round } from "./types.js" */
import { timeOf } from "./link-words.js";

/** @type {CheckItem[]} */
export const ITEMS = ["main_line", "backup_line", "hears_hub", "sees_hub", "microphone", "camera", "display", "power", "desk"];

/** @typedef {"go" | "no_go" | "pending"} Call */
/** @typedef {{venue: string, results: Result[], changes: ("broke" | "mended" | undefined)[], call: Call, check: Check | undefined}} CheckRow */

/** The rounds that are held, in the order of the day. @param {Round[]} rounds */
export const heldRounds = (rounds) => rounds.filter(({ withdrawn, name }) => name && !withdrawn).sort((one, other) => timeOf(one.due) - timeOf(other.due));

/**
 * The round to look at: the first that is not yet over by an hour, else the last.
 * @param {Round[]} held @param {number} now ms
 */
export const currentRound = (held, now) => held.find(({ due }) => timeOf(due) + 3_600_000 > now) ?? held.at(-1);

/** As the rules have it: the hub's word, else no-go with a failure, go when all nine passed. @param {Check | undefined} check @returns {Call} */
export function callOf(check) {
  if (check?.called) return check.called.go ? "go" : "no_go";
  const results = resultsOf(check);
  if (results.includes("failed")) return "no_go";
  return results.every((result) => result === "passed") ? "go" : "pending";
}

/** @param {Check | undefined} check @returns {Result[]} */
const resultsOf = (check) => ITEMS.map((item) => check?.items[item]?.result ?? "unchecked");

/**
 * One venue in a round, compared with the round before.
 * @param {string} venue @param {Check | undefined} check @param {Check | undefined} before
 * @returns {CheckRow}
 */
export function rowOf(venue, check, before) {
  const results = resultsOf(check);
  const earlier = resultsOf(before);
  return { venue, results, changes: results.map((result, at) => changeOf(earlier[at] ?? "unchecked", result)), call: callOf(check), check };
}

/** Only what was found both times can differ. @param {Result} was @param {Result} is */
function changeOf(was, is) {
  if (was === "passed" && is === "failed") return "broke";
  return was === "failed" && is === "passed" ? "mended" : undefined;
}

/** Who is not ready must not be below the edge of the screen. @param {CheckRow[]} rows */
export const worstFirst = (rows) => [...rows.filter(({ call }) => call === "no_go"), ...rows.filter(({ call }) => call !== "no_go")];

/**
 * Of all venues: no-go with one, go when all go.
 * @param {CheckRow[]} rows
 * @returns {{call: Call, counts: Record<Call, number>}}
 */
export function wholeOf(rows) {
  const counts = { no_go: 0, pending: 0, go: 0 };
  for (const { call } of rows) counts[call] += 1;
  return { call: counts.no_go > 0 ? "no_go" : counts.pending > 0 || rows.length === 0 ? "pending" : "go", counts };
}
