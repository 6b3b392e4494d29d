// The round of checks as a venue sees it: the one that is due, go or no-go, and what was otherwise the time before.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CHECK_ITEMS, callOf, compared, dueRound, held, roundBefore } from "../../services/venue_status/screen/desk-checks.js";
import { DESK_WORDS } from "../../services/venue_status/screen/desk-words.js";

/** @typedef {import("../../shared/web/items.js").Item} Item */
/** @typedef {import("../../services/venue_status/screen/desk-checks.js").Result} Result */

const CONTRACT = readFileSync(new URL("../../shared/events/checks.py", import.meta.url), "utf8");
const at = (/** @type {string} */ time) => Date.parse(`2023-06-03T${time}:00Z`);

/** @param {string} id @param {string} due @param {object} [more] @returns {Item} */
const round = (id, due, more = {}) => ({ id: `round/${id}`, version: 1, name: id, due: `2023-06-03T${due}:00Z`, withdrawn: false, ...more });

const ROUNDS = held([round("T-15", "00:20"), round("T-60", "00:05"), round("no", "00:10", { withdrawn: true })]);

/** @param {Partial<Record<string, Result>>} results @param {object} [more] @returns {Item} */
const check = (results, more = {}) => ({
  id: "check/T-60/KC",
  version: 1,
  items: Object.fromEntries(Object.entries(results).map(([item, result]) => [item, { result }])),
  called: null,
  ...more,
});
const ALL_PASSED = Object.fromEntries(CHECK_ITEMS.map((item) => [item, /** @type {Result} */ ("passed")]));

test("the nine items are those of the contract, and each has its words", () => {
  const list = CONTRACT.match(/CheckItem = Literal\[([^\]]*)\]/)?.[1] ?? "";
  assert.deepEqual([...list.matchAll(/"([a-z_]+)"/g)].map((found) => found[1]), [...CHECK_ITEMS]);
  for (const item of CHECK_ITEMS) assert.ok(`item_${item}` in DESK_WORDS, item);
});

test("rounds stand in order of time, without those that are not held", () => {
  assert.deepEqual(ROUNDS.map(({ name }) => name), ["T-60", "T-15"]);
});

test("the round to do is the next that is due; who is late finishes the one before", () => {
  assert.equal(dueRound(ROUNDS, at("00:00"))?.name, "T-60");
  assert.equal(dueRound(ROUNDS, at("00:15"))?.name, "T-60");
  assert.equal(dueRound(ROUNDS, at("00:26"))?.name, "T-15");
  assert.equal(dueRound(ROUNDS, at("09:00"))?.name, "T-15");
  assert.equal(dueRound([], at("09:00")), undefined);
});

test("the first round has none before it", () => {
  const [first, second] = /** @type {[Item, Item]} */ (ROUNDS);
  assert.equal(roundBefore(ROUNDS, first), undefined);
  assert.equal(roundBefore(ROUNDS, second), first);
});

test("all nine passed is go, one failure is no-go, anything missing is open", () => {
  assert.equal(callOf(check(ALL_PASSED)).call, "go");
  assert.equal(callOf(check({ ...ALL_PASSED, power: "failed" })).call, "no_go");
  assert.deepEqual(callOf(check({ camera: "passed" })), { call: "open", byHub: false, left: 8, failed: [] });
  assert.equal(callOf(undefined).call, "open");
});

test("the hub's own word stands over what follows from the items", () => {
  assert.deepEqual(callOf(check({ power: "failed" }, { called: { go: true } })), { call: "go", byHub: true, left: 8, failed: ["power"] });
});

test("what got better and worse is told, what was not looked at is neither", () => {
  const before = check({ camera: "failed", power: "passed", microphone: "failed", display: "passed" });
  const now = check({ camera: "passed", power: "failed", microphone: "failed", desk: "failed" });
  assert.deepEqual(compared(now, before), { better: ["camera"], worse: ["power"], still: ["microphone"] });
});
