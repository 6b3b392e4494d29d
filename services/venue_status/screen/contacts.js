// The head of a venue, as check-in knows the name: asked for when somebody opens the venue, and done without if it does not answer.

import { signal } from "@preact/signals";
import { Api } from "../../../shared/web/pass.js";

/** @typedef {{name: string, title?: string, phone?: string}} Contact */

export class Contacts {
  /** @type {import("@preact/signals").Signal<Record<string, Contact>>} */
  known = signal({});
  /** @type {Set<string>} */
  #asked = new Set();

  /** @param {Api} api @param {string} conference */
  constructor(api, conference) {
    this.api = new Api("/checkin/api", api.pass, api.language);
    this.conference = conference;
  }

  /** @param {string | null | undefined} id a person's; asked for once, again if check-in was away */
  async want(id) {
    if (!id || this.#asked.has(id)) return;
    this.#asked.add(id);
    const answer = await this.api.get("people", { conference: this.conference, ids: id });
    if (answer.status === 200) this.known.value = { ...this.known.value, ...answer.body };
    else this.#asked.delete(id);
  }
}
