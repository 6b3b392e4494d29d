// Every answer that the door can give has a word, a sentence to say and a button, in both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { language } from "../../shared/web/i18n.js";
import { CODES, verdictOf } from "../../services/checkin/screen/verdicts.js";
import { WORDS } from "../../services/checkin/screen/words.js";

/** @import { Deed, Me } from "../../services/checkin/screen/types.js" */

const EVENTS = readFileSync(new URL("../../shared/events/attendance.py", import.meta.url), "utf8");
const COMMANDS = readFileSync(new URL("../../services/checkin/commands.py", import.meta.url), "utf8");

/** The strings of a Python `Name = Literal[…]`. @param {string} source @param {string} name @returns {string[]} */
function literals(source, name) {
  const list = source.match(new RegExp(`${name}\\b[^=\\n]*[=:] *Literal\\[([^\\]]*)\\]`))?.[1] ?? "";
  return [...list.matchAll(/"([a-z_]+)"/g)].map((found) => String(found[1]));
}

const codes = literals(EVENTS, "Code");
const ME = /** @type {Me} */ (/** @type {unknown} */ ({
  pass: { id: "op-1" },
  conference: { zone: "Asia/Ho_Chi_Minh" },
  venues: [{ id: "DC03", name: "Điểm cầu huyện Văn Giang" }],
  sessions: [],
}));
const PERSON = { name: "Trần Thị Én", title: "Chủ tịch", unit: "UBND xã Tân Tiến" };

/** @param {string} code @param {object} [more] @param {object} [deed] @returns {Deed} */
function answered(code, more = {}, deed = {}) {
  const decision = { code, at: "2023-06-03T00:15:00Z", attendee: "a", session: "sang", venue: "DC02", revision: 3, state: {}, ...more };
  return /** @type {Deed} */ (/** @type {unknown} */ ({ id: "1", at: "", command: {}, outcome: { decision, people: {} }, ...deed }));
}

/** @param {Deed} deed */
const verdict = (deed) => verdictOf(deed, { me: ME, names: { p: PERSON } });

test("the table of answers is the table of codes", () => {
  assert.ok(codes.length >= 18);
  assert.deepEqual(Object.keys(CODES).toSorted(), codes.toSorted());
});

for (const code of codes) {
  test(`${code} is told in Vietnamese and in English, and differently`, () => {
    const told = /** @type {const} */ (["vi", "en"]).map((spoken) => {
      language.value = spoken;
      return verdict(answered(code, { where: "DC03", since: "2023-06-03T00:05:00Z", who_took: "op-2" }));
    });
    language.value = "vi";
    for (const { word, say, notes, actions } of told) {
      for (const said of [word, say, ...notes]) assert.doesNotMatch(said, /^$|[a-z]_[a-z]|undefined|\{/, `${code}: ${said}`);
      assert.ok(actions.length >= 1 && actions.length <= 3);
      for (const { name } of actions) assert.ok(`act_${name}` in WORDS);
    }
    assert.notEqual(told[0]?.say, told[1]?.say);
    assert.ok(`code_${code}` in WORDS);
  });
}

test("an entry that was taken back looks like no other answer, in colour and in icon", () => {
  const { undone, ...others } = CODES;
  const same = Object.values(others).filter(({ tone, icon }) => tone === undone?.tone || icon === undone?.icon);
  assert.deepEqual(same, []);
});

test("every flag has words", () => {
  for (const flag of literals(EVENTS, "Flag")) assert.ok(`flag_${flag}` in WORDS, flag);
});

test("whatever may be overridden has a button for it, with a reason where the command wants one", () => {
  for (const code of literals(COMMANDS, "over")) {
    const [first] = CODES[code]?.actions ?? [];
    assert.match(String(first?.name), /^accept/);
    assert.equal(Boolean(first?.reason), ["inside_elsewhere", "capacity_reached"].includes(code), code);
  }
});

test("somebody expected elsewhere is told where, and the operator whom to call", () => {
  const { say, notes } = verdict(answered("wrong_venue", { where: "DC03", row_fact: { contact: "p" } }));
  assert.match(say, /Văn Giang/);
  assert.ok(notes.some((note) => note.includes("Trần Thị Én")));
});

test("a second scan says since when, in the hall's own time, and by which desk", () => {
  const { notes } = verdict(answered("already_in", { since: "2023-06-03T00:05:00Z", who_took: "op-1" }));
  assert.ok(notes.some((note) => note.includes("7:05") && note.includes("bàn này")));
});

test("late is said politely, and flagged", () => {
  const { say, notes } = verdict(answered("checked_in", { flags: ["late"] }));
  assert.match(say, /đã bắt đầu/);
  assert.ok(notes.includes("Đến muộn"));
});

test("a code that the Vietnamese keyboard has spoilt says so", () => {
  assert.ok(verdict(answered("unknown_code", {}, { typed: "DC1.Â2" })).notes.some((note) => note.includes("bộ gõ")));
  assert.ok(!verdict(answered("unknown_code", {}, { typed: "DC1.AA2" })).notes.some((note) => note.includes("bộ gõ")));
});

test("whoever leaves is offered no entry as a walk-in", () => {
  const names = (/** @type {string} */ type) => verdict(answered("unknown_code", {}, { command: { type } })).actions.map(({ name }) => name);
  assert.deepEqual([names("check_in"), names("check_out")], [["find", "walk_in", "next"], ["find", "next"]]);
  assert.doesNotMatch(verdict(answered("unknown_code", {}, { command: { type: "check_out" } })).notes.join(" "), /Ngoài danh sách/);
});

test("whatever keeps a deed waiting is said", () => {
  for (const waiting of /** @type {const} */ (["sending", "pending", "away", "set_aside", "pass"])) {
    const { tone, notes } = verdict({ ...answered("x"), outcome: undefined, waiting });
    assert.equal(tone, "waiting");
    assert.doesNotMatch(String(notes[0]), /note_/);
  }
});

test("a problem shows the server's own sentence", () => {
  const deed = { ...answered("x"), outcome: { problem: { detail: "Hãy quét lại." } } };
  assert.deepEqual(verdict(deed).notes, ["Hãy quét lại."]);
  assert.equal(verdict(deed).tone, "refused");
});

test("doors that open on another day say which", () => {
  const opens = "2023-06-02T23:45:00Z";
  const early = verdict(answered("session_not_open", { at: "2023-06-02T23:10:00Z", session_fact: { opens } }));
  assert.match(String(early.notes.at(-1)), /lúc 6:45\. /);
  const dayBefore = verdict(answered("session_not_open", { at: "2023-06-01T23:10:00Z", session_fact: { opens } }));
  assert.match(String(dayBefore.notes.at(-1)), /lúc 6:45, 3\/6\/2023\. /);
});
