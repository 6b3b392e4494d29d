// What a desk is shown: announcements until they are read, incidents and what may be done, the link in a sign.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { language } from "../../shared/web/i18n.js";
import { unread } from "../../services/venue_status/screen/desk-announcements.js";
import { KINDS, KIND_ICONS, STATUS_ICONS, standing, stepsOf } from "../../services/venue_status/screen/desk-incidents.js";
import { iconOf, isTrouble, seenAs } from "../../services/venue_status/screen/desk-link.js";
import { DESK_WORDS, t } from "../../services/venue_status/screen/desk-words.js";

/** @typedef {import("../../shared/web/items.js").Item} Item */

const CONTRACT = ["incidents", "links"].map((name) => readFileSync(new URL(`../../shared/events/${name}.py`, import.meta.url), "utf8")).join("\n");
const NOW = Date.parse("2023-06-03T01:00:00Z");
const LIVE = /** @type {import("../../shared/web/live.js").Line} */ ({ state: "live", since: 0, heard: 0, lag: 0 });

/** The strings of a Python `Name = Literal[…]`. @param {string} name */
const literals = (name) => [...(CONTRACT.match(new RegExp(`^${name} = Literal\\[([^\\]]*)\\]`, "m"))?.[1] ?? "").matchAll(/"([a-z_]+)"/g)].map((found) => String(found[1]));

/** @param {string} id @param {string} time @param {object} [more] @returns {Item} */
const said = (id, time, more = {}) => ({ id: `announcement/${id}`, version: 1, text: "Khai mạc lùi 5 phút.", venues: null, urgent: false, withdrawn: false, at: `2023-06-03T${time}:00Z`, ...more });

/** @param {object} more @returns {Item} */
const incident = (more) => ({ id: "incident/1", version: 1, kind: "no_sound", cause: "person", status: "open", opened_at: "2023-06-03T00:00:00Z", ...more });

/** @param {object} more @returns {any} */
const link = (more) => ({ observed: "up", flapping: false, in_maintenance: false, said_at: "2023-06-03T00:59:55Z", ...more });

test("announcements stand in the order in which they were said, urgent ones first", () => {
  const all = [said("b", "00:20"), said("a", "00:10"), said("c", "00:30", { urgent: true })];
  assert.deepEqual(unread(all, [], "KC").map(({ id }) => id.at(-1)), ["c", "a", "b"]);
});

test("what was read here, was withdrawn or is for others is not shown", () => {
  const all = [said("a", "00:10"), said("b", "00:20", { withdrawn: true }), said("c", "00:30", { venues: ["TL"] }), said("d", "00:40", { venues: ["KC", "TL"] })];
  const acks = [{ id: "ack/a/KC", version: 1, at: "2023-06-03T00:11:00Z" }, { id: "ack/d/TL", version: 1, at: "2023-06-03T00:41:00Z" }];
  assert.deepEqual(unread(all, acks, "KC").map(({ id }) => id.at(-1)), ["d"]);
});

test("every kind and status of an incident has its icon and its words in both languages", () => {
  assert.deepEqual(literals("Trouble"), KINDS);
  const words = [...KINDS.flatMap((kind) => [kind, `first_${kind}`]), ...literals("Status").map((status) => `status_${status}`), ...literals("Cause").map((cause) => `cause_${cause}`)];
  for (const word of words) assert.equal(/** @type {any} */ (DESK_WORDS)[word]?.length, 2, word);
  assert.ok(KINDS.every((kind) => KIND_ICONS[kind]) && literals("Status").every((status) => STATUS_ICONS[status]));
});

test("those that need somebody stand first, closed ones are gone", () => {
  const all = [
    incident({ id: "incident/watched", status: "recovered", opened_at: "2023-06-03T00:30:00Z" }),
    incident({ id: "incident/old" }),
    incident({ id: "incident/new", opened_at: "2023-06-03T00:20:00Z" }),
    incident({ id: "incident/closed", status: "closed" }),
    incident({ id: "incident/nothing", kind: null }),
  ];
  assert.deepEqual(standing(all).map(({ id }) => id.slice(9)), ["new", "old", "watched"]);
});

test("a venue owns what it reported, leaves to the line what the line tells, and the hub's incident to the hub", () => {
  assert.deepEqual(stepsOf(incident({})), ["acknowledge", "recover"]);
  assert.deepEqual(stepsOf(incident({ status: "acknowledged" })), ["mitigate", "recover", "close"]);
  assert.deepEqual(stepsOf(incident({ status: "recovered" })), ["reopen"]);
  assert.deepEqual(stepsOf(incident({ cause: "down" })), ["acknowledge"]);
  assert.deepEqual(stepsOf(incident({ cause: "down", status: "recovered" })), []);
  assert.deepEqual(stepsOf(incident({ cause: "hub" })), []);
});

test("a desk that does not hear says that it does not know, whatever it heard last", () => {
  assert.equal(seenAs(link({}), { ...LIVE, state: "lost" }, NOW), "unknown");
  assert.equal(seenAs(link({}), LIVE, NOW), "up");
  assert.equal(seenAs(undefined, LIVE, NOW), "no_data");
});

test("a line that comes and goes is called so while it is there; a dead one is called dead", () => {
  assert.equal(seenAs(link({ flapping: true }), LIVE, NOW), "flapping");
  assert.equal(seenAs(link({ flapping: true, observed: "down" }), LIVE, NOW), "down");
});

test("planned work is no trouble, and every sign has an icon and a word", () => {
  assert.equal(isTrouble(seenAs(link({ observed: "down", in_maintenance: true }), LIVE, NOW)), false);
  for (const seen of /** @type {any[]} */ ([...literals("Observed"), "maintenance", "gap", "flapping", "unknown"])) {
    assert.ok(iconOf(seen), seen);
    assert.ok(`state_${seen}` in DESK_WORDS, seen);
    if (isTrouble(seen)) assert.ok(`trouble_${seen}` in DESK_WORDS, seen);
  }
});

test("the desk speaks both languages", () => {
  language.value = "en";
  assert.equal(t("report"), "Report a fault");
  language.value = "vi";
  assert.equal(t("report"), "Báo sự cố");
});
