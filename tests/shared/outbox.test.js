// A deed is kept until its decision was seen, whatever the line does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../shared/web/outbox.js";

/** @typedef {import("../../shared/web/pass.js").Answer} Answer */

const ID = "0189c0de-0000-7000-8000-000000000001";
const DECIDED = { status: 200, body: { decision: { code: "checked_in" }, people: {} }, retryAfter: 0 };

/** @param {number} status @param {any} [body] @returns {Answer} */
const told = (status, body) => ({ status, body, retryAfter: 0 });

/**
 * Carries one deed through these answers; every wait is cut short.
 * @param {Answer[]} answers
 */
async function carry(answers) {
  /** @type {(string | undefined)[]} */
  const said = [];
  let sent = 0;
  const outbox = new Outbox(() => {
    said.push(outbox.waiting[0]?.waiting);
    setImmediate(() => outbox.hurry());
  });
  const outcome = await outbox.carry(ID, async () => answers[sent++] ?? DECIDED);
  return { outcome, said, sent, left: outbox.waiting.length };
}

test("the same deed is sent again after 202, 503, a failure and a broken line, until it is decided", async () => {
  const { outcome, said, sent, left } = await carry([told(202, { status: "pending" }), told(503), told(500), told(0), told(429)]);
  assert.deepEqual(said, ["pending", "away", "away", "away", "away", undefined]);
  assert.ok("decision" in outcome);
  assert.equal(outcome.decision.code, "checked_in");
  assert.deepEqual([sent, left], [6, 0]);
});

test("a deed that was set aside is kept and says so", async () => {
  const { said, outcome } = await carry([told(202, { status: "set_aside" })]);
  assert.equal(said[0], "set_aside");
  assert.ok("decision" in outcome);
});

test("a pass that is refused loses no deed", async () => {
  const { said, outcome } = await carry([told(401, { code: "pass-expired" })]);
  assert.equal(said[0], "pass");
  assert.ok("decision" in outcome);
});

test("what the server will never take ends with its sentence, and is not sent again", async () => {
  const { outcome, sent } = await carry([told(422, { code: "code-unreadable", detail: "Hãy quét lại." })]);
  assert.deepEqual(outcome, { problem: { code: "code-unreadable", detail: "Hãy quét lại." } });
  assert.equal(sent, 1);
});

test("a 200 that is cut short is no decision", async () => {
  const { said, outcome } = await carry([told(200, undefined)]);
  assert.equal(said[0], "away");
  assert.ok("decision" in outcome);
});
