// The connection of a screen: it comes back by itself, says when what it shows is old, and hides with its tab.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, isFresh, isOld } from "../../shared/web/age.js";
import { Live } from "../../shared/web/live.js";

/** A stream that the test speaks through. */
class Stream extends EventTarget {
  readyState = 1;
  closed = false;

  close() {
    this.closed = true;
  }

  /** @param {string} event @param {object} body */
  say(event, body) {
    this.dispatchEvent(Object.assign(new Event(event), { data: JSON.stringify(body) }));
  }

  /** @param {{refused?: boolean}} [how] */
  breaks({ refused = false } = {}) {
    this.readyState = refused ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

/** A page with a clock that only the test moves. */
class Page {
  now = 1_000_000;
  /** @type {Stream[]} */
  streams = [];
  /** @type {{act: () => void, due: number}[]} */
  timers = [];
  refusals = 0;

  constructor(chance = 0.5) {
    const tell = { changed: () => {}, refused: () => (this.refusals += 1) };
    this.live = new Live("/live/door", tell, {
      open: () => /** @type {any} */ (this.streams[this.streams.push(new Stream()) - 1]),
      now: () => this.now,
      random: () => chance,
      later: (act, after) => this.#later(act, after),
    });
    this.live.open();
  }

  /** @param {() => void} act @param {number} after */
  #later(act, after) {
    const timer = { act, due: this.now + after };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  }

  /** @param {number} seconds */
  passes(seconds) {
    const end = this.now + seconds * 1000;
    for (;;) {
      const next = this.timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.now = next.due;
      next.act();
    }
    this.now = end;
  }

  get stream() {
    return /** @type {Stream} */ (this.streams.at(-1));
  }
}

const ITEMS = [{ id: "totals/s/v", version: 1, present: 1 }];

test("a page is live once its snapshot is there", () => {
  const page = new Page();
  assert.equal(page.live.line.state, "connecting");
  page.stream.say("snapshot", { items: ITEMS });
  assert.equal(page.live.line.state, "live");
  assert.equal(page.live.items.get("totals/s/v")?.present, 1);
});

test("a broken line is said with its time, what was shown stays, and the page comes back by itself", () => {
  const page = new Page();
  page.stream.say("snapshot", { items: ITEMS });
  page.passes(10);
  page.stream.breaks();
  assert.equal(page.live.line.state, "lost");
  assert.equal(page.live.line.since, page.now);
  assert.equal(page.live.items.get("totals/s/v")?.present, 1);
  page.passes(2);
  page.stream.say("snapshot", { items: [{ id: "totals/s/v", version: 7, present: 3 }] });
  assert.equal(page.live.line.state, "live");
  assert.equal(page.live.items.get("totals/s/v")?.present, 3);
});

test("tries come further and further apart, at most thirty seconds", () => {
  const page = new Page(0.999);
  for (let tries = 0; tries < 12; tries += 1) {
    page.stream.breaks();
    page.passes(31);
  }
  assert.equal(page.streams.length, 13);
});

test("a line that is silent without breaking is given up after two missed pulses", () => {
  const page = new Page();
  page.stream.say("snapshot", { items: ITEMS });
  page.passes(30);
  page.stream.say("pulse", { age: 0.4 });
  page.passes(39);
  assert.equal(page.live.line.state, "live");
  page.passes(2);
  assert.equal(page.live.line.state, "lost");
  assert.ok(page.streams[0]?.closed);
});

test("every few minutes a fresh snapshot is taken, without a word of being offline", () => {
  const page = new Page();
  page.stream.say("snapshot", { items: ITEMS });
  for (let pulses = 0; pulses < 24; pulses += 1) {
    page.passes(15);
    page.stream.say("pulse", { age: 0 });
  }
  assert.ok(page.streams.length >= 2);
  assert.equal(page.live.line.state, "live");
});

test("what an old connection says after it was given up is not heard", () => {
  const page = new Page();
  const old = page.stream;
  old.say("snapshot", { items: ITEMS });
  page.live.open();
  old.say("change", { items: [{ id: "totals/s/v", version: 9, present: 9 }] });
  assert.equal(page.live.items.get("totals/s/v")?.present, 1);
});

test("a hidden tab has no connection and no timer", () => {
  const page = new Page();
  page.stream.say("snapshot", { items: ITEMS });
  page.live.hide();
  assert.ok(page.stream.closed);
  page.passes(600);
  assert.equal(page.streams.length, 1);
  assert.equal(page.live.line.state, "hidden");
});

test("an answer that is no stream asks why: the pass may hold no longer", () => {
  const page = new Page();
  page.stream.breaks({ refused: true });
  assert.equal(page.refusals, 1);
});

test("age counts from the last word, and from the server's own last poll", () => {
  const page = new Page();
  page.stream.say("snapshot", { items: ITEMS });
  page.stream.say("pulse", { age: 12 });
  page.passes(5);
  assert.equal(ageOf(page.live.line, page.now), 17);
});

test("what is shown is called new only while the line lives, however young it is", () => {
  const live = /** @type {const} */ ({ state: "live", since: 0, heard: 0, lag: 0 });
  const lost = /** @type {const} */ ({ ...live, state: "lost" });
  assert.deepEqual([isFresh(live, 20), isOld(live, 20), isOld(live, 36)], [true, false, true]);
  assert.deepEqual([isFresh(lost, 1), isOld(lost, 1)], [false, true]);
});
