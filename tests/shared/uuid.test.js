// The browser's names for deeds, and its idea of the server's time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerTime } from "../../shared/web/server-time.js";
import { uuid7 } from "../../shared/web/uuid.js";

test("an id is a UUID of version 7 that begins with its time", () => {
  const id = uuid7(Date.parse("2023-06-03T00:15:00Z"), new Uint8Array(10).fill(255));
  assert.equal(id, "01887e9b-7fa0-7fff-bfff-ffffffffffff");
});

test("ids of one desk sort by time and do not repeat", () => {
  const ids = Array.from({ length: 1000 }, (_, at) => uuid7(1_685_750_000_000 + at));
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(Array.from({ length: 1000 }, () => uuid7(0))).size, 1000);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the quickest of the last eight answers says how far this clock is off", () => {
  const time = new ServerTime();
  assert.equal(time.offset, undefined);
  time.hear("1970-01-01T00:07:00.050Z", 0, 100); // 7 minutes behind, known within 50 ms
  time.hear("1970-01-01T00:07:02.000Z", 0, 2000);
  assert.equal(time.offset, 420);
  for (let n = 0; n < 8; n += 1) time.hear("1970-01-01T00:00:01Z", 900, 1100);
  assert.equal(time.offset, 0);
  assert.equal(time.now(5000).getTime(), 5000);
});

test("an answer without a time changes nothing", () => {
  const time = new ServerTime();
  time.hear(null, 0, 10);
  time.hear("yesterday", 0, 10);
  assert.equal(time.offset, undefined);
});
