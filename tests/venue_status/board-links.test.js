// What a tile shows of a link, since when, and its last hour: told apart from what we ourselves did not see.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serverNow } from "../../services/venue_status/screen/clock.js";
import { sayAgo, sayLength, sinceOf, stateOf } from "../../services/venue_status/screen/link-words.js";
import { SPAN, stripOf, sumsOf } from "../../services/venue_status/screen/strip.js";
import { fieldOf, momentOf, sayMoment } from "../../services/venue_status/screen/zoned.js";

/** @import { Link } from "../../services/venue_status/screen/types.js" */

const NOW = Date.parse("2023-06-03T01:00:00Z"); // 8:00 in the hall
const ZONE = "Asia/Ho_Chi_Minh";
const MINUTE = 60_000;

/** @param {number} minutes */
const ago = (minutes) => new Date(NOW - minutes * MINUTE).toISOString();

/** @param {object} more @returns {Link} */
const link = (more = {}) => /** @type {any} */ ({ observed: "up", since: ago(90), last_seen: ago(0.1), said_at: ago(0.1), windows: [], recent: [], in_maintenance: false, ...more });

test("a venue that was never heard has no signal yet, which is not an outage", () => {
  assert.equal(stateOf(undefined, NOW), "no_data");
});

test("a living link of which nobody spoke for 45 s is our gap; a dead one stays dead", () => {
  assert.equal(stateOf(link({ said_at: ago(0.74) }), NOW), "up");
  assert.equal(stateOf(link({ said_at: ago(0.76) }), NOW), "gap");
  assert.equal(stateOf(link({ said_at: ago(0.76), observed: "degraded" }), NOW), "gap");
  assert.equal(stateOf(link({ said_at: ago(20), observed: "down" }), NOW), "down");
});

test("maintenance stands above what is measured", () => {
  assert.equal(stateOf(link({ in_maintenance: true, observed: "down" }), NOW), "maintenance");
});

test("a gap began when something was last said", () => {
  const quiet = link({ said_at: ago(3) });
  assert.equal(sinceOf(quiet, "gap"), NOW - 3 * MINUTE);
  assert.equal(sinceOf(quiet, "up"), NOW - 90 * MINUTE);
});

test("the strip is an hour long whatever happened, and begins with what was not known", () => {
  const stretches = stripOf(link({ recent: [{ at: ago(20), state: "up" }, { at: ago(5), state: "down" }] }), "down", NOW);
  assert.deepEqual(stretches, [
    { state: "no_data", ms: 40 * MINUTE },
    { state: "up", ms: 15 * MINUTE },
    { state: "down", ms: 5 * MINUTE },
  ]);
  assert.equal(stretches.reduce((sum, { ms }) => sum + ms, 0), SPAN);
});

test("what was so before the hour holds at its beginning", () => {
  const stretches = stripOf(link({ recent: [{ at: ago(300), state: "up" }] }), "up", NOW);
  assert.deepEqual(stretches, [{ state: "up", ms: SPAN }]);
});

test("a gap that goes on now reaches from the last word to now", () => {
  const stretches = stripOf(link({ said_at: ago(3), recent: [{ at: ago(90), state: "up" }] }), "gap", NOW);
  assert.deepEqual(stretches.at(-1), { state: "gap", ms: 3 * MINUTE });
});

test("the hour is summed up with the worst first", () => {
  const recent = [{ at: ago(60), state: "up" }, { at: ago(50), state: "down" }, { at: ago(45), state: "up" }, { at: ago(30), state: "gap" }, { at: ago(28), state: "up" }];
  assert.deepEqual(sumsOf(stripOf(link({ recent }), "up", NOW)), [
    { state: "down", ms: 5 * MINUTE },
    { state: "gap", ms: 2 * MINUTE },
    { state: "up", ms: 53 * MINUTE },
  ]);
});

test("a real clock goes on between two pulses, and never by this device's own time", () => {
  /** @type {any} */
  const line = { server: { at: NOW, heard: 5_000 } };
  assert.equal(serverNow(line, "real", 0, 12_000), NOW + 7_000);
  assert.equal(serverNow(line, "real", 0, 4_000), NOW);
});

test("a simulated clock stands at the pulse, or at the newest thing that was said", () => {
  /** @type {any} */
  const line = { server: { at: NOW, heard: 5_000 } };
  assert.equal(serverNow(line, "simulated", 0, 60_000), NOW);
  assert.equal(serverNow(line, "simulated", NOW + 90_000, 60_000), NOW + 90_000);
});

test("an age is said in seconds, minutes, hours, and a fresh one without a figure", () => {
  assert.equal(sayAgo(14_000), "vừa xong");
  assert.equal(sayAgo(40_000), "40 giây trước");
  assert.equal(sayLength(4 * MINUTE), "4 phút");
  assert.equal(sayLength(125 * MINUTE), "2 giờ 5 phút");
});

test("hours are typed and read in the zone of the conference", () => {
  assert.equal(fieldOf(NOW, ZONE), "2023-06-03T08:00");
  assert.equal(momentOf("2023-06-03T08:00", ZONE), NOW);
  assert.equal(momentOf("2023-06-03T08:00", "Europe/Paris"), Date.parse("2023-06-03T06:00:00Z"));
  assert.equal(momentOf("", ZONE), undefined);
});

test("another day is said with its date", () => {
  assert.equal(sayMoment(ago(30), NOW, ZONE), "7:30");
  assert.equal(sayMoment(ago(24 * 60), NOW, ZONE), "8:00 2/6/2023");
});
