// A page that was shown for a while, and a page that was just opened, show the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Items } from "../../shared/web/items.js";

/** @typedef {import("../../shared/web/items.js").Item} Item */

/** @param {Items} items */
const shown = (items) => Object.fromEntries(["attendee", "row", "totals"].map((kind) => [kind, items.kind(kind).sort((a, b) => (a.id < b.id ? -1 : 1))]));

/** A seeded chance (mulberry32), so that a failure can be seen again. @param {number} seed */
function chances(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The life of a door: every version of every thing, as the server would tell it. @param {() => number} chance @returns {Item[]} */
function history(chance) {
  /** @type {Map<string, number>} */
  const versions = new Map();
  return Array.from({ length: 200 }, (_, at) => {
    const id = `${["attendee", "row", "totals"][Math.floor(chance() * 3)]}/${Math.floor(chance() * 12)}`;
    const version = (versions.get(id) ?? 0) + 1 + Math.floor(chance() * 3);
    versions.set(id, version);
    return { id, version, at, ...(chance() < 0.1 && { gone: true }) };
  });
}

/** What a fresh snapshot holds: the newest of each thing that is still there. @param {Item[]} told */
function snapshotOf(told) {
  const newest = new Map(told.map((item) => [item.id, item]));
  return [...newest.values()].filter((item) => !item.gone);
}

/** @param {Item[]} items @param {() => number} chance */
const shuffled = (items, chance) => items.map((item) => ({ item, place: chance() })).sort((a, b) => a.place - b.place).map(({ item }) => item);

for (const seed of Array.from({ length: 50 }, (_, at) => at + 1)) {
  test(`an old snapshot and the changes after it are a fresh snapshot (seed ${seed})`, () => {
    const chance = chances(seed);
    const all = history(chance);
    const cut = Math.floor(chance() * all.length);
    const overlap = Math.floor(chance() * 20); // a client is subscribed before its snapshot is taken
    const late = shuffled([...all.slice(Math.max(0, cut - overlap)), ...all.slice(cut)], chance);
    const lived = new Items();
    lived.snapshot(snapshotOf(all.slice(0, cut)));
    while (late.length) lived.change(late.splice(0, 1 + Math.floor(chance() * 5)));
    const fresh = new Items();
    fresh.snapshot(snapshotOf(all));
    assert.deepEqual(shown(lived), shown(fresh));
  });
}

test("an older change that comes late does not take a screen back", () => {
  const items = new Items();
  items.snapshot([{ id: "attendee/a", version: 5, in: true }]);
  items.change([{ id: "attendee/a", version: 4, in: false }]);
  assert.equal(items.get("attendee/a")?.in, true);
});

test("what is gone stays gone when an older word about it comes late", () => {
  const items = new Items();
  items.snapshot([{ id: "row/a", version: 1 }]);
  items.change([{ id: "row/a", version: 3, gone: true }]);
  items.change([{ id: "row/a", version: 2 }]);
  assert.equal(items.get("row/a"), undefined);
  assert.deepEqual(items.kind("row"), []);
});

test("a new snapshot forgets what it does not hold, whatever its version was", () => {
  const items = new Items();
  items.snapshot([{ id: "row/a", version: 9 }, { id: "row/b", version: 9 }]);
  items.snapshot([{ id: "row/b", version: 2 }]);
  assert.deepEqual(items.kind("row"), [{ id: "row/b", version: 2 }]);
});
