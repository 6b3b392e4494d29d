// The last five people at a door, and the session that a desk writes into.

import assert from "node:assert/strict";
import { test } from "node:test";
import { again, looksLikeCode, override, undoable } from "../../services/checkin/screen/deeds.js";
import { lately } from "../../services/checkin/screen/lately.js";
import { currentSession, upToDate } from "../../services/checkin/screen/sessions.js";

const HERE = { session: "sang", venue: "DC02" };

/** @param {string} entry @param {string} start @param {object} [more] */
const stay = (entry, start, more = {}) => ({ ...HERE, start: `2023-06-03T${start}:00Z`, end: null, exit: null, entry, by: "op-2", ...more });

/** @param {string} who @param {object[]} presences */
const seen = (who, ...presences) => ({ id: `attendee/${who}`, version: 1, state: { presences } });

/** @param {string} id @param {string} at @returns {any} */
const waiting = (id, at) => ({ id, at: `2023-06-03T${at}:00Z`, command: { type: "check_in" } });

/** @param {string} id @param {string} at @returns {any} */
const deed = (id, at) => ({ ...waiting(id, at), outcome: { decision: { code: "checked_in", at: `2023-06-03T${at}:00Z` }, people: {} } });

test("what this page did and what other desks did stand in one list, newest first", () => {
  const rows = lately([deed("c", "00:03"), deed("a", "00:01")], [seen("x", stay("b", "00:02"))], HERE);
  assert.deepEqual(rows.map((row) => row.id), ["c", "b", "a"]);
});

test("a deed of this page is one row, though the live view shows it too", () => {
  const rows = lately([deed("a", "00:01")], [seen("x", stay("a", "00:01"))], HERE);
  assert.equal(rows.length, 1);
  assert.ok(rows[0]?.deed);
});

test("an exit is a row of its own", () => {
  const rows = lately([], [seen("x", stay("a", "00:01", { end: "2023-06-03T00:09:00Z", exit: "b" }))], HERE);
  assert.deepEqual(rows.map((row) => [row.id, row.code]), [["b", "left"], ["a", "checked_in"]]);
});

test("people of another door or session are not among them", () => {
  const elsewhere = [seen("x", stay("a", "00:01", { venue: "DC03" })), seen("y", stay("b", "00:01", { session: "chieu" }))];
  assert.deepEqual(lately([], elsewhere, HERE), []);
});

test("five are shown, and a deed that waits comes first, however long it has waited", () => {
  const others = Array.from({ length: 9 }, (_, at) => seen(`x${at}`, stay(`e${at}`, `00:0${at}`)));
  const rows = lately([waiting("w", "00:00")], others, HERE);
  assert.equal(rows.length, 5);
  assert.deepEqual([rows[0]?.id, rows[0]?.code], ["w", undefined]);
});

/** @param {string} id @param {string} opens @param {object} [more] @returns {any} */
const session = (id, opens, more = {}) => ({ id, name: id, opens, opened_at: null, closed_at: null, ...more });

test("a desk writes into the open session; before the doors open into the next, after the last into that", () => {
  const sang = session("sang", "06:45");
  const chieu = session("chieu", "13:15");
  const opened = { opened_at: "x" };
  const closed = { opened_at: "x", closed_at: "y" };
  assert.equal(currentSession([chieu, sang])?.id, "sang");
  assert.equal(currentSession([chieu, { ...sang, ...opened }])?.id, "sang");
  assert.equal(currentSession([chieu, { ...sang, ...closed }])?.id, "chieu");
  assert.equal(currentSession([{ ...chieu, ...closed }, { ...sang, ...closed }])?.id, "chieu");
  assert.equal(currentSession([{ ...chieu, ...opened }, { ...sang, ...opened }])?.id, "chieu");
  assert.equal(currentSession([{ ...chieu, ...opened }, { ...sang, ...opened }], "sang")?.id, "sang");
  assert.equal(currentSession([]), undefined);
});

test("the live view brings a session up to date, and adds one that is new", () => {
  const live = [{ id: "session/sang", version: 2, name: "Sáng", opens: "06:45", opened_at: "x" }, { id: "session/toi", version: 1, name: "Tối", opens: "19:00" }];
  const now = upToDate([session("sang", "06:45"), session("chieu", "13:15")], live);
  assert.deepEqual(now.map((one) => one.id), ["sang", "chieu", "toi"]);
  assert.equal(now.find((one) => one.id === "sang")?.opened_at, "x");
});

test("codes hold digits, names do not", () => {
  for (const code of ["HV0001", "DC1.AAAA.1.BBBB", "hv 12"]) assert.ok(looksLikeCode(code));
  for (const name of ["nguyễn văn đức", "Én"]) assert.ok(!looksLikeCode(name));
});

test("a deed done again has a new id, and is otherwise the same deed, here and now", () => {
  const before = /** @type {any} */ ({ type: "check_in", id: "1", conference: "c", session: "sang", venue: "v", code: "HV1", how: "typed", device: {} });
  const { id, ...after } = again({ conference: "c", session: "chieu", venue: "v" }, before);
  assert.notEqual(id, "1");
  assert.deepEqual(after, { type: "check_in", conference: "c", session: "chieu", venue: "v", code: "HV1", how: "typed" });
});

test("what is undone after a second scan is the entry that stands, not the second scan", () => {
  const state = { presences: [stay("first", "00:01")] };
  assert.equal(undoable(/** @type {any} */ ({ code: "already_in", command: "second", session: "sang", state })), "first");
  assert.equal(undoable(/** @type {any} */ ({ code: "checked_in", command: "second", session: "sang", state })), "second");
});

test("inside elsewhere and expected elsewhere is a transfer, since an override passes over one reason alone", () => {
  const place = { conference: "c", session: "sang", venue: "DC02" };
  const decision = /** @type {any} */ ({ code: "inside_elsewhere", attendee: "a", revision: 4, state: {}, row_fact: { venue: "DC03" } });
  assert.equal(override(place, decision, "ở đây").type, "transfer");
  assert.equal(override(place, { ...decision, row_fact: { venue: "DC02" } }, "ở đây").type, "override");
  assert.equal(override(place, { ...decision, state: { moved_to: "DC02" } }, "ở đây").type, "override");
  assert.equal(override(place, { ...decision, code: "wrong_venue" }).type, "override");
});
