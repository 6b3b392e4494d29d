// Finding a person by name while it is typed: the answer to the newest question counts, older ones are dropped.

/** @import { Person } from "./types.js" */
import { computed, signal } from "@preact/signals";
import { looksLikeCode } from "./deeds.js";

const SHORTEST = 3; // letters, as the service has it
const PAUSE = 180; // ms without a key

/** @typedef {Person & {id: string, name: string}} Found */
/** @typedef {{kind: "idle" | "short" | "asking" | "failed"} | {kind: "found", people: Found[]}} Results */

/** @param {string} text */
const letters = (text) => text.replace(/[^\p{L}\p{M}]/gu, "").normalize("NFC").length;

export class Search {
  query = signal("");
  /** @type {import("@preact/signals").Signal<Results>} */
  results = signal({ kind: "idle" });
  active = signal(-1);
  /** @type {any} */
  #pause;

  /**
   * @param {import("../../../shared/web/pass.js").Api} api
   * @param {{conference: string, venue: string}} place
   * @param {{codes?: boolean}} [also] `codes`: what looks like a code is searched too
   */
  constructor(api, place, { codes = false } = {}) {
    this.api = api;
    this.place = place;
    this.codes = codes;
    this.people = computed(() => (this.results.value.kind === "found" ? this.results.value.people : []));
  }

  /** @param {string} text */
  type(text) {
    this.query.value = text;
    this.active.value = -1;
    clearTimeout(this.#pause);
    const code = looksLikeCode(text);
    if ((code && !this.codes) || !text.trim()) this.results.value = { kind: "idle" };
    else if (!code && letters(text) < SHORTEST) this.results.value = { kind: "short" };
    else this.#askSoon();
  }

  #askSoon() {
    if (this.results.peek().kind !== "found") this.results.value = { kind: "asking" };
    this.#pause = setTimeout(() => this.ask(), PAUSE);
  }

  /** Ask now, and be there when the answer is. */
  ask() {
    clearTimeout(this.#pause);
    return this.#find(this.query.value.trim());
  }

  /** @param {string} query */
  async #find(query) {
    const answer = await this.api.send("POST", "search", { q: query }, this.place);
    if (query !== this.query.value.trim()) return;
    this.results.value = answer.status === 200 ? { kind: "found", people: answer.body.people } : { kind: "failed" };
  }

  clear() {
    this.type("");
  }

  /** @param {1 | -1} step */
  move(step) {
    const last = this.people.value.length - 1;
    this.active.value = Math.max(0, Math.min(last, this.active.value + step));
  }

  /**
   * What Enter means for a name: the one that is marked. Nobody is taken by being alone or first in the list: homonyms
   * are common, the eye decides.
   * @returns {Promise<Found | "look" | "nobody">}
   */
  async chosen() {
    const marked = this.people.value[this.active.value];
    if (marked) return marked;
    await this.ask();
    if (this.results.value.kind === "failed") return "look";
    if (this.people.value.length === 0) return "nobody";
    this.active.value = 0;
    return "look";
  }
}
