// The table that Python runs too (test_vietnamese.py), against the browser's functions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as vietnamese from "../../shared/web/vietnamese.js";

/** @typedef {{why: string, given: any, expected: any, names: string[]}} Case */
/** @type {Record<string, Case[]>} */
const CASES = JSON.parse(readFileSync(new URL("vietnamese_cases.json", import.meta.url), "utf8"));

/** @param {string} given */
function reasonOf(given) {
  try {
    return vietnamese.normaliseCode(given);
  } catch (fault) {
    assert.ok(fault instanceof vietnamese.CodeFault);
    return fault.reason;
  }
}

/** @type {Record<string, (given: any) => unknown>} */
const FUNCTIONS = {
  display: vietnamese.display,
  exact_key: vietnamese.exactKey,
  folded_key: vietnamese.foldedKey,
  normalise_code: vietnamese.normaliseCode,
  code_fault: reasonOf,
  attendee_id: ([conference, code]) => vietnamese.attendeeId(conference, code),
  number: vietnamese.number,
  percent: vietnamese.percent,
  date: (day) => vietnamese.date(day),
};

for (const [table, answer] of Object.entries(FUNCTIONS)) {
  for (const { why, given, expected } of CASES[table] ?? []) {
    test(`${table}: ${why}`, async () => assert.equal(await answer(given), expected));
  }
}

for (const { why, names } of CASES.order ?? []) {
  test(`order: ${why}`, () => assert.deepEqual(names.toReversed().sort(vietnamese.compareNames), names));
}

test("every table is run here", () => {
  assert.deepEqual(Object.keys(CASES).sort(), [...Object.keys(FUNCTIONS), "order"].sort());
});

test("a moment is shown as the day it is at the hall", () => {
  assert.equal(vietnamese.date(new Date("2023-06-02T23:30:00Z")), "3/6/2023");
});
