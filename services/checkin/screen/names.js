// Names live apart from the live view: fetched once for the venue, and asked for when a new id shows up.

/** @import { Person } from "./types.js" */
import { signal } from "@preact/signals";

const AT_ONCE = 100; // ids in one question
const GATHER = 200; // ms: ids of one burst are asked for together

export class Names {
  /** @type {import("@preact/signals").Signal<Record<string, Person>>} */
  known = signal({});
  /** @type {Set<string>} */
  #asked = new Set();
  /** @type {string[]} */
  #wanted = [];

  /** @param {import("../../../shared/web/pass.js").Api} api @param {string} conference */
  constructor(api, conference) {
    this.api = api;
    this.conference = conference;
  }

  /** @param {Record<string, Person>} people */
  add(people) {
    this.known.value = { ...this.known.value, ...people };
  }

  /** Everybody expected or present at a venue. @param {string} venue */
  async ofVenue(venue) {
    const answer = await this.api.get("people", { conference: this.conference, venue });
    if (answer.status === 200) this.add(answer.body);
  }

  /** Ask for those who are not known; each once, again only if the question failed. @param {string[]} ids */
  want(ids) {
    const fresh = ids.filter((id) => !this.known.peek()[id] && !this.#asked.has(id));
    if (fresh.length === 0) return;
    fresh.forEach((id) => this.#asked.add(id));
    if (this.#wanted.length === 0) setTimeout(() => this.#ask(), GATHER);
    this.#wanted.push(...fresh);
  }

  async #ask() {
    const ids = this.#wanted.splice(0);
    for (let from = 0; from < ids.length; from += AT_ONCE) await this.#askFor(ids.slice(from, from + AT_ONCE));
  }

  /** @param {string[]} ids */
  async #askFor(ids) {
    const answer = await this.api.get("people", { conference: this.conference, ids: ids.join(",") });
    if (answer.status === 200) this.add(answer.body);
    else ids.forEach((id) => this.#asked.delete(id));
  }
}
