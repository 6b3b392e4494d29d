// A sign of life every 5 s while the page is open. A beat is never sent twice: what counts is the next one.

import { signal } from "@preact/signals";
import { alarm } from "./desk-alarm.js";
import { KEPT, measured, pause, tryOf } from "./desk-measures.js";

/** @typedef {import("./desk-measures.js").Try} Try */

const WORLD = { now: () => performance.now(), later: alarm, random: () => Math.random() };
const SOONEST = 1_000; // ms after an answer that was long in coming
const SILENCE = 3; // failures in a row: the silence itself tells of them, and what was before says nothing of now

export class Beats {
  /** The hub has had the last one. @type {import("@preact/signals").Signal<boolean | undefined>} */
  heard = signal(undefined);
  #number = 0;
  #failed = 0;
  #sending = false;
  #left = false;
  /** @type {Try[]} */
  #tries = [];
  #stop = () => {};

  /**
   * @param {() => object} facts what each beat says beside its number and measures
   * @param {(beat: object, leaving: boolean) => Promise<number>} post gives the HTTP status, 0 without an answer
   * @param {Partial<typeof WORLD>} [world]
   */
  constructor(facts, post, world = {}) {
    this.facts = facts;
    this.post = post;
    this.world = { ...WORLD, ...world };
  }

  /** Now, and on from now. Also after `leave`, when a page is shown again out of the browser's memory. */
  async beat() {
    if (this.#sending) return;
    this.#stop();
    this.#sending = true;
    this.#left = false;
    const sent = this.world.now();
    const status = await this.post(this.#next(false), false);
    this.#sending = false;
    this.#note(status, this.world.now() - sent);
  }

  /** The last one: the page stops on purpose, and nobody need miss it. */
  leave() {
    this.#stop();
    this.#left = true;
    this.post(this.#next(true), true);
  }

  /** @param {boolean} leaving */
  #next(leaving) {
    this.#number += 1;
    return { ...this.facts(), number: this.#number, ...measured(this.#tries), leaving };
  }

  /** @param {number} status @param {number} trip ms */
  #note(status, trip) {
    const taken = status === 202 || status === 200;
    this.heard.value = taken;
    const before = taken && this.#failed >= SILENCE ? [] : this.#tries;
    this.#tries = [...before, tryOf(status, trip)].slice(-KEPT);
    this.#failed = taken ? 0 : this.#failed + 1;
    if (this.#left) return;
    const after = pause(status, this.#failed, this.world.random()) - trip;
    this.#stop = this.world.later(() => this.beat(), Math.max(SOONEST, after));
  }
}
