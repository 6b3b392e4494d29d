// A desk says every five seconds that it lives, never the same twice, and what its way to the hub is like.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Beats } from "../../services/venue_status/screen/desk-beats.js";
import { measured, pause, tryOf } from "../../services/venue_status/screen/desk-measures.js";

const LOST = { lost: true };
/** @param {number} trip */
const heard = (trip) => ({ trip, lost: false });

/**
 * Beats that get these answers, one after the other; time passes only while something is waited for.
 * @param {number[]} statuses @param {number} [trip] ms that an answer takes
 */
async function beatsWith(statuses, trip = 20) {
  /** @type {any[]} */
  const sent = [];
  /** @type {number[]} */
  const pauses = [];
  let now = 0;
  /** @type {() => void} */
  let ring = () => {};
  const later = (/** @type {() => void} */ act, /** @type {number} */ after) => (pauses.push(after), (ring = act), () => (ring = () => {}));
  const post = async (/** @type {object} */ beat) => (sent.push(beat), (now += trip), statuses[sent.length - 1] ?? 202);
  const beats = new Beats(() => ({ type: "beat" }), post, { now: () => now, later, random: () => 1 });
  await beats.beat();
  for (let at = 1; at < statuses.length; at += 1) {
    ring();
    await new Promise(setImmediate);
  }
  return { beats, sent, pauses, ring: () => ring() };
}

test("the first beat has measured nothing yet", () => {
  assert.deepEqual(measured([]), { rtt: null, jitter: null, loss: null });
});

test("the round trip is that of the newest answer", () => {
  assert.equal(measured([heard(40), heard(25), LOST]).rtt, 25);
});

test("jitter is smoothed by a sixteenth of each difference", () => {
  assert.equal(measured([heard(100), heard(116)]).jitter, 1);
  assert.equal(measured([heard(100), heard(116), heard(100)]).jitter, 1.938);
});

test("loss is counted over a minute of beats, and a young page is not called bad for one", () => {
  assert.equal(measured([LOST, heard(20)]).loss, 0.083);
  assert.equal(measured([...Array(12).fill(heard(20)), ...Array(3).fill(LOST)]).loss, 0.25);
  assert.equal(measured([LOST, ...Array(12).fill(heard(20))]).loss, 0);
});

test("a hub that cannot take a beat is no fault of the line", () => {
  assert.deepEqual(tryOf(503, 5000), { lost: false });
  assert.deepEqual(tryOf(0, 8000), LOST);
  assert.equal(measured([tryOf(503, 5000), heard(20)]).loss, 0);
});

test("beats go on every five seconds, whatever an answer took", async () => {
  const { pauses } = await beatsWith([202, 202], 1200);
  assert.deepEqual(pauses, [3800, 3800]);
});

test("after failures a desk waits longer, never more than ten seconds, and not all desks at once", () => {
  assert.deepEqual([1, 2, 3, 9].map((failed) => pause(0, failed, 1)), [5000, 7500, 10_000, 10_000]);
  assert.equal(pause(0, 9, 0), 8000);
  assert.ok(pause(403, 1, 0) > 10_000, "a pass that holds no longer is not asked about again and again");
});

test("no beat is sent twice: each has a number of its own, also after a failure", async () => {
  const { sent, beats } = await beatsWith([0, 503, 202]);
  assert.deepEqual(sent.map(({ number }) => number), [1, 2, 3]);
  assert.equal(beats.heard.value, true);
});

test("a line that was dead is not called lossy when it is back: its silence has told of that", async () => {
  const { sent, beats } = await beatsWith([202, 0, 0, 0, 202]);
  await beats.beat();
  assert.equal(sent[4].loss, 0.25);
  assert.equal(sent[5].loss, 0);
});

test("a page that goes says goodbye, and beats no more", async () => {
  const { sent, beats, ring } = await beatsWith([202]);
  beats.leave();
  ring();
  await new Promise(setImmediate);
  assert.deepEqual(sent.map(({ number, leaving }) => [number, leaving]), [[1, false], [2, true]]);
});

test("a page that is shown again out of the browser's memory goes on counting", async () => {
  const { sent, beats } = await beatsWith([202]);
  beats.leave();
  await beats.beat();
  assert.deepEqual(sent.map(({ number }) => number), [1, 2, 3]);
});
