// Which tile stands where: the worst first, under their units when they are many, and only those in sight are drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf, inOrder, summaryOf, wantedOf } from "../../services/venue_status/screen/ordering.js";
import { addressOf, placeOf } from "../../services/venue_status/screen/place.js";
import { heightOf, inSight, rowsOf, wallColumns } from "../../services/venue_status/screen/rows.js";
import { sayTile, shortName } from "../../services/venue_status/screen/tile-words.js";
import { viewsOf } from "../../services/venue_status/screen/venue-views.js";
import { Items } from "../../shared/web/items.js";

const NOW = Date.parse("2023-06-03T01:00:00Z");
const SAID = new Date(NOW - 2_000).toISOString();
const ZONE = "Asia/Ho_Chi_Minh";
const UNITS = [{ id: "tinh", name: "Tỉnh", parent: null }, { id: "a", name: "Huyện A", parent: "tinh" }, { id: "xa-1", name: "Xã 1", parent: "a" }, { id: "b", name: "Huyện B", parent: "tinh" }, { id: "xa-2", name: "Xã 2", parent: "b" }];

/** @param {number} n @param {Record<string, object>} links by venue @param {object[]} more items */
function views(n, links = {}, more = []) {
  const venues = Array.from({ length: n }, (_, at) => ({ id: `DC${n - at}`, name: `Điểm cầu xã Số ${n - at}`, unit: at % 2 ? "xa-1" : "xa-2" }));
  const items = new Items();
  const whole = (/** @type {object} */ link) => ({ observed: "up", said_at: SAID, last_seen: SAID, since: SAID, windows: [], recent: [], waiting: 0, ...link });
  items.snapshot(/** @type {any} */ ([...venues.map(({ id }) => ({ id: `link/${id}`, version: 1, ...whole(links[id] ?? {}) })), ...more]));
  return viewsOf(items, /** @type {any} */ ({ venues, units: UNITS }), NOW);
}

const ids = (/** @type {{id: string}[]} */ those) => those.map(({ id }) => id);

/** @param {string} venue @param {object} [more] */
const incident = (venue, more = {}) => ({ id: "incident/1", version: 1, kind: "no_sound", status: "open", venues: [venue], ...more });

test("the fixed order is that of the numbers: DC2 before DC10", () => {
  assert.deepEqual(ids(views(11)).slice(0, 3), ["DC1", "DC2", "DC3"]);
  assert.equal(ids(views(11)).at(-1), "DC11");
});

test("the worst comes first, and equals keep their fixed order", () => {
  const those = views(5, { DC5: { observed: "down" }, DC3: { observed: "stale" }, DC4: { observed: "degraded" } });
  assert.deepEqual(ids(inOrder(those, "worst")), ["DC5", "DC3", "DC4", "DC1", "DC2"]);
  assert.deepEqual(ids(inOrder(those, "fixed")), ["DC1", "DC2", "DC3", "DC4", "DC5"]);
});

test("a good line with a broken microphone, a bad word by phone or a flapping line is not good", () => {
  const bad = views(4, { DC2: { declared: { state: "down" } }, DC3: { flapping: true } }, [incident("DC4")]);
  assert.deepEqual(ids(inOrder(bad, "worst")), ["DC2", "DC3", "DC4", "DC1"]);
});

test("what is watched after it came back worries nobody, and what is closed is not shown", () => {
  const [watched] = views(1, {}, [incident("DC1", { status: "recovered" })]);
  assert.equal(watched?.incidents.length, 1);
  assert.equal(watched?.worry, views(1)[0]?.worry);
  assert.equal(views(1, {}, [incident("DC1", { status: "closed" })])[0]?.incidents.length, 0);
});

test("venues stand under their parent unit, which shows its worst and its counts", () => {
  const groups = groupsOf(views(6, { DC6: { observed: "down" } }), UNITS, "worst");
  assert.deepEqual(groups.map(({ name, worst }) => [name, worst]), [["Huyện B", "down"], ["Huyện A", "up"]]);
  assert.equal(groups[0]?.counts.down, 1);
  assert.equal(groups[0]?.counts.up, 2);
});

test("a folded group keeps those in trouble in sight", () => {
  const groups = groupsOf(views(6, { DC6: { observed: "down" } }), UNITS, "worst");
  const folded = rowsOf(groups, new Set(), 2, { head: 10, tiles: 20 });
  assert.deepEqual(folded.map((row) => ("views" in row ? ids(row.views) : row.group.name)), ["Huyện B", ["DC6"], "Huyện A"]);
  const open = rowsOf(groups, new Set(["b"]), 2, { head: 10, tiles: 20 });
  assert.deepEqual(open.map(({ top }) => top), [0, 10, 30, 50]);
  assert.equal(heightOf(open), 60);
});

test("of eleven hundred venues only the rows in the window are drawn", () => {
  const groups = groupsOf(views(1_100), UNITS, "worst");
  const rows = rowsOf(groups, new Set(groups.map(({ id }) => id)), 5, { head: 70, tiles: 160 });
  const seen = inSight(rows, 5_000, 5_800);
  assert.ok(seen.length <= 7, `${seen.length}`);
  assert.ok(seen.every(({ top, height }) => top + height > 5_000 && top < 5_800));
});

test("a wall of eleven is filled without many empty places", () => {
  assert.equal(wallColumns(1, 1_900, 900), 1);
  assert.equal(wallColumns(11, 1_900, 860), 4);
  assert.ok(wallColumns(120, 1_900, 860, 3) >= 8);
});

test("the summary adds up", () => {
  const people = { id: "people/DC1", version: 1, present: 150, expected: 160 };
  const { counts, present, expected, waiting } = summaryOf(views(3, { DC2: { observed: "down", waiting: 4 } }, [people]));
  assert.deepEqual([counts.up, counts.down, present, expected, waiting], [2, 1, 150, 160, 4]);
});

test("a venue is found without its marks, and by its state", () => {
  const those = views(12, { DC12: { observed: "down" } });
  assert.deepEqual(ids(wantedOf(those, { typed: "xa so 12" })), ["DC12"]);
  assert.deepEqual(ids(wantedOf(those, { state: "down" })), ["DC12"]);
  assert.deepEqual(wantedOf(those, { state: "stale" }), []);
});

test("the word by phone stands beside what is measured, and maintenance does not hide it", () => {
  const [told] = views(1, { DC1: { declared: { state: "down" }, observed: "up" } });
  assert.ok(told);
  assert.deepEqual([sayTile(told, NOW, ZONE).word, sayTile(told, NOW, ZONE).flags.map(({ text }) => text)], ["Tốt", ["Báo: Mất kết nối"]]);
  const window = { since: new Date(NOW - 60_000).toISOString(), until: new Date(NOW + 1_800_000).toISOString() };
  const [kept] = views(1, { DC1: { in_maintenance: true, observed: "down", windows: [window] } });
  assert.ok(kept);
  const said = sayTile(kept, NOW, ZONE);
  assert.deepEqual([said.word, said.since, said.flags[0]?.text], ["Bảo trì", "đến 8:30", "Đo được: Mất kết nối"]);
});

test("a hall without sound is told apart from a good one, until it works again", () => {
  const incident = { id: "incident/1", version: 1, kind: "no_sound", cause: "person", status: "open", venues: ["DC1"] };
  const [broken] = views(1, {}, [incident]);
  const [mended] = views(1, {}, [{ ...incident, status: "recovered" }]);
  assert.ok(broken && mended);
  assert.deepEqual(sayTile(broken, NOW, ZONE).flags.map(({ name, text }) => [name, text]), [["wrong", "Không có tiếng"]]);
  assert.deepEqual(sayTile(mended, NOW, ZONE).flags, []);
});

test("a silent hall's last sign is not just now", () => {
  const last = { last_seen: new Date(NOW - 13_000).toISOString() };
  const [silent, living] = views(2, { DC1: { observed: "stale", ...last }, DC2: last });
  assert.ok(silent && living);
  assert.deepEqual([silent, living].map((view) => sayTile(view, NOW, ZONE).sign), ["Tín hiệu cuối 13 giây trước", "Tín hiệu cuối vừa xong"]);
});

test("every tile is a điểm cầu: the word is left away, unless nothing else is left", () => {
  assert.equal(shortName("Điểm cầu huyện Kim Động"), "huyện Kim Động");
  assert.equal(shortName("Điểm cầu"), "Điểm cầu");
});

test("where the reader stands is in the address, and an unknown place is the board", () => {
  assert.deepEqual(placeOf(addressOf("checks", "DC 3/a")), { tab: "checks", id: "DC 3/a" });
  assert.deepEqual(placeOf("#nowhere/1"), { tab: "board", id: "" });
  assert.deepEqual(placeOf(""), { tab: "board", id: "" });
});
