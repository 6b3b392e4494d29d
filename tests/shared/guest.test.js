// A tab of another service comes when it can; the page never waits for it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Guest } from "../../shared/web/guest.js";

const HOST = /** @type {any} */ ({ venue: "KC" });

/** A guest whose module is away for the first `away` tries. @param {number} away */
function guest(away) {
  /** @type {string[]} */
  const asked = [];
  /** @type {number[]} */
  const pauses = [];
  /** @param {string} url */
  const bring = async (url) => {
    asked.push(url);
    if (asked.length <= away) throw new Error("503");
    return { open: (/** @type {any} */ host) => ({ Page: host.venue }) };
  };
  const later = (/** @type {() => void} */ act, /** @type {number} */ after) => (pauses.push(after), setImmediate(act));
  return { coming: new Guest("/venues/screen/desk.js", HOST, { bring, later: /** @type {any} */ (later), random: () => 1 }), asked, pauses };
}

test("a module that is there is opened with what the page gives it", async () => {
  const { coming, asked } = guest(0);
  await coming.invite();
  assert.deepEqual(coming.arrival.value, { kind: "here", tab: { Page: "KC" } });
  assert.deepEqual(asked, ["/venues/screen/desk.js"]);
});

test("a service that is away is asked again, ever more rarely, each time anew", async () => {
  const { coming, asked, pauses } = guest(6);
  await coming.invite();
  assert.equal(coming.arrival.value.kind, "here");
  assert.deepEqual(pauses, [4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  assert.equal(asked[1], "/venues/screen/desk.js?try=2");
});

test("somebody who asks by hand need not wait", async () => {
  let tries = 0;
  const bring = async () => {
    tries += 1;
    if (tries === 1) throw new Error("503");
    return { open: () => ({ Page: "here" }) };
  };
  const coming = new Guest("/venues/screen/desk.js", HOST, { bring, later: /** @type {any} */ (() => {}) });
  const invited = coming.invite();
  await new Promise(setImmediate);
  assert.equal(coming.arrival.value.kind, "away");
  coming.hurry();
  await invited;
  assert.equal(coming.arrival.value.kind, "here");
});
