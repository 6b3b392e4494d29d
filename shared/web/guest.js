// A tab of another service: its module is brought once the page itself stands, and the page goes on without it.

import { signal } from "@preact/signals";

const FIRST_WAIT = 4_000; // ms between two tries
const LONGEST_WAIT = 60_000;

/**
 * What a page gives to its tabs. `waiting`: deeds without a decision here. `rest`: the tab needs the keyboard no longer.
 * @typedef {{
 *   me: any, venue: string, pass: string, time: import("./server-time.js").ServerTime,
 *   waiting: import("@preact/signals").ReadonlySignal<number>, rest: () => void,
 * }} Host
 *
 * What a tab's module gives from `open(host)`: components without properties. `Top` stands above the whole page, `Bar`
 * beside the names of the tabs, `Under` below them, `Page` is the tab itself; `Mark` stands in the tab's own name.
 * @typedef {{Top?: any, Bar?: any, Under?: any, Page: any, Mark?: any}} Tab
 *
 * `away`: the module cannot be had, since its service is down or is not deployed.
 * @typedef {{kind: "coming" | "away"} | {kind: "here", tab: Tab}} Arrival
 */

const WORLD = {
  /** An import that failed once fails for ever in some browsers: it is asked for first. @param {string} url */
  bring: async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return import(url);
  },
  /** @param {() => void} act @param {number} after ms */
  later: (act, after) => setTimeout(act, after),
  random: () => Math.random(),
};

export class Guest {
  /** @type {import("@preact/signals").Signal<Arrival>} */
  arrival = signal({ kind: "coming" });
  /** Somebody asks for it by hand. */
  hurry = () => {};

  /** @param {string} url the module's @param {Host} host @param {Partial<typeof WORLD>} [world] */
  constructor(url, host, world = {}) {
    this.url = url;
    this.host = host;
    this.world = { ...WORLD, ...world };
  }

  /** Tries until it is here. */
  async invite() {
    for (let tries = 1; this.arrival.value.kind !== "here"; tries += 1) {
      this.arrival.value = await this.#bring(tries === 1 ? this.url : `${this.url}?try=${tries}`);
      if (this.arrival.value.kind === "away") await this.#sleep(this.#pause(tries));
    }
  }

  /** @param {string} url @returns {Promise<Arrival>} */
  async #bring(url) {
    try {
      const { open } = await this.world.bring(url);
      return { kind: "here", tab: await open(this.host) };
    } catch (error) {
      console.info("tab not here:", String(error));
      return { kind: "away" };
    }
  }

  /** @param {number} tries */
  #pause(tries) {
    return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1)) * (0.5 + this.world.random() / 2);
  }

  /** @param {number} ms @returns {Promise<void>} */
  #sleep(ms) {
    return new Promise((resolve) => {
      this.hurry = resolve;
      this.world.later(resolve, ms);
    });
  }
}
