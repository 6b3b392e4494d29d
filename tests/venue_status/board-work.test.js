// The hub's work: incidents in their order with the steps that the rules take, line checks, who has read what.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heardOf } from "../../services/venue_status/screen/announcements.js";
import { ITEMS, callOf, currentRound, heldRounds, rowOf, wholeOf, worstFirst } from "../../services/venue_status/screen/checks.js";
import { FROM, inOrderOfWork, nextDeeds } from "../../services/venue_status/screen/incidents.js";
import { REFUSALS, sayRefusal } from "../../services/venue_status/screen/refusals.js";
import { language } from "../../shared/web/i18n.js";
import { Items } from "../../shared/web/items.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** @param {string} id @param {object} more @returns {any} */
const incident = (id, more) => ({ id, kind: "no_sound", cause: "person", status: "open", owner: null, opened_at: "2023-06-03T01:00:00Z", venues: ["KC"], ...more });

test("what nobody has comes first, then the oldest; what is closed last, the newest of it first", () => {
  const at = (/** @type {number} */ minute) => `2023-06-03T01:${minute}:00Z`;
  const all = [
    incident("closed-old", { status: "closed", opened_at: at(10) }), incident("closed-new", { status: "closed", opened_at: at(11) }),
    incident("watched", { status: "recovered", opened_at: at(12) }), incident("open-new", { opened_at: at(20) }),
    incident("open-old", { opened_at: at(15) }), incident("owned", { status: "acknowledged", opened_at: at(13) }), incident("blank", { kind: null }),
  ];
  assert.deepEqual(inOrderOfWork(all).map(({ id }) => id), ["open-old", "open-new", "owned", "watched", "closed-new", "closed-old"]);
});

test("only steps that the rules take are offered, the usual one first", () => {
  assert.deepEqual(nextDeeds(incident("1", {}), "hub-1"), ["acknowledge", "recover", "note"]);
  assert.deepEqual(nextDeeds(incident("1", { status: "acknowledged", owner: "hub-1", cause: "down" }), "hub-1"), ["mitigate", "recover", "note"]);
  assert.deepEqual(nextDeeds(incident("1", { status: "mitigating", owner: "hub-2", cause: "down" }), "hub-1"), ["recover", "note", "acknowledge"]);
  assert.deepEqual(nextDeeds(incident("1", { status: "recovered" }), "hub-1"), ["close", "reopen", "note"]);
  assert.deepEqual(nextDeeds(incident("1", { status: "closed" }), "hub-1"), ["note"]);
});

test("a false alarm of a person may be closed by who has it; the rule's alarm ends by the link", () => {
  const owned = { status: "acknowledged", owner: "hub-1" };
  assert.ok(nextDeeds(incident("1", owned), "hub-1").includes("close"));
  assert.ok(!nextDeeds(incident("1", { ...owned, cause: "down" }), "hub-1").includes("close"));
  assert.ok(!nextDeeds(incident("1", {}), "hub-1").includes("close"));
});

test("the table of steps is that of the rules", () => {
  const rules = read("services/venue_status/rules/incident_steps.py");
  const worked = ["open", "acknowledged", "mitigating"];
  const did = Object.fromEntries([...(rules.match(/DID:[^}]*}/)?.[0] ?? "").matchAll(/"(\w+)": "(\w+)"/g)].map(([, deed, done]) => [String(done), String(deed)]));
  const rows = [...(rules.match(/FROM:[^\n]*{\n([^]*?)\n}/)?.[1] ?? "").matchAll(/"(\w+)": ([^#\n]*)/g)];
  assert.equal(rows.length, Object.keys(FROM).length);
  for (const [, done, from] of rows) {
    const named = [...String(from).matchAll(/"(\w+)"/g)].map((found) => String(found[1]));
    const statuses = [...(from?.includes("WORKED_ON") ? worked : []), ...named];
    assert.deepEqual([...FROM[/** @type {"close"} */ (did[String(done)])]].sort(), statuses.sort(), String(done));
  }
});

test("every code but `recorded` is a sentence that says what to do, in both languages", () => {
  const codes = [...read("shared/events/venues.py").matchAll(/Code = Literal\[([^\]]*)\]/g)].flatMap(([, list]) => [...String(list).matchAll(/"(\w+)"/g)].map((found) => String(found[1])));
  for (const code of new Set(codes)) {
    if (code === "recorded") assert.equal(sayRefusal({ decision: { code }, people: {} }), undefined);
    else assert.ok(`code_${code}` in REFUSALS, code);
  }
  const told = /** @type {const} */ (["vi", "en"]).map((spoken) => ((language.value = spoken), sayRefusal({ decision: { code: "stale" }, people: {} })));
  language.value = "vi";
  assert.notEqual(told[0], told[1]);
  assert.equal(sayRefusal({ problem: { detail: "Không có quyền." } }), "Không có quyền.");
});

/** @param {string} results p, f or u for each item @param {boolean} [go] the hub's word @returns {any} */
const check = (results, go) => ({ items: Object.fromEntries(ITEMS.map((item, at) => [item, { result: { p: "passed", f: "failed", u: "unchecked" }[results[at] ?? "u"] }])), called: go === undefined ? null : { go } });

test("go needs all nine, no-go needs one failure, and the hub's word stands over both", () => {
  assert.equal(callOf(undefined), "pending");
  assert.equal(callOf(check("pppppppp")), "pending");
  assert.equal(callOf(check("ppppppppp")), "go");
  assert.equal(callOf(check("fpppppppu")), "no_go");
  assert.equal(callOf(check("fpppppppu", true)), "go");
  assert.equal(callOf(check("ppppppppp", false)), "no_go");
});

test("what failed since the round before, or is mended, is marked; what was not looked at is not", () => {
  const { changes } = rowOf("KC", check("fpufppppp"), check("pffuppppp"));
  assert.deepEqual(changes.slice(0, 5), ["broke", "mended", undefined, undefined, undefined]);
  assert.ok(rowOf("KC", check("f"), undefined).changes.every((change) => change === undefined));
});

test("the whole is go only when every venue is", () => {
  const rows = (/** @type {any[]} */ ...checks) => checks.map((one, at) => rowOf(`V${at}`, one, undefined));
  assert.equal(wholeOf(rows(check("ppppppppp"), check("ppppppppp"))).call, "go");
  assert.equal(wholeOf(rows(check("ppppppppp"), undefined)).call, "pending");
  assert.equal(wholeOf(rows(check("f"), undefined)).call, "no_go");
  assert.equal(wholeOf([]).call, "pending");
});

test("the round shown is the one at hand, and one that is not held is none", () => {
  const due = (/** @type {string} */ id, /** @type {string} */ at, withdrawn = false) => ({ id, name: id, due: `2023-06-0${at}:00Z`, withdrawn });
  const held = heldRounds([due("T-15", "3T00:15"), due("T-60", "2T23:30"), due("T-1440", "2T00:30"), due("off", "3T00:00", true)]);
  assert.deepEqual(held.map(({ id }) => id), ["T-1440", "T-60", "T-15"]);
  assert.equal(currentRound(held, Date.parse("2023-06-03T00:00:00Z"))?.id, "T-60");
  assert.equal(currentRound(held, Date.parse("2023-06-03T09:00:00Z"))?.id, "T-15");
});

test("who has read an announcement is told apart from who has not, among those whom it was said to", () => {
  const items = new Items();
  items.snapshot([
    { id: "announcement/1", version: 1, text: "Cũ", venues: null, at: "2023-06-03T01:00:00Z", withdrawn: true },
    { id: "announcement/2", version: 1, text: "Mới", venues: ["KC", "TL"], at: "2023-06-03T00:00:00Z", withdrawn: false },
    { id: "ack/2/TL", version: 1, at: "2023-06-03T00:05:00Z", by: "ban-1" },
    { id: "ack/2/XX", version: 1, at: "2023-06-03T00:05:00Z", by: "ban-1" },
  ]);
  const [first, last] = heardOf(items, ["KC", "TL", "XX"]);
  assert.equal(first?.announcement.text, "Mới");
  assert.deepEqual([first?.read.map(({ venue }) => venue), first?.unread], [["TL"], ["KC"]]);
  assert.deepEqual(last?.unread, ["KC", "TL", "XX"]);
});

test("who is not ready stands above all others", () => {
  const found = (/** @type {string} */ result) => /** @type {any} */ ({ items: { camera: { result } } });
  const rows = ["passed", "failed", "passed", "failed"].map((result, n) => rowOf(`DC${n}`, found(result), undefined));
  assert.deepEqual(worstFirst(rows).map(({ venue }) => venue), ["DC1", "DC3", "DC0", "DC2"]);
});
