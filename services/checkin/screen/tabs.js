// The tabs of the desk: check-in itself, and those that other services serve. Which one is shown stands after the #.

import { signal } from "@preact/signals";
import { Guest } from "../../../shared/web/guest.js";

export const OWN = "checkin";

/** @type {{name: string, words: readonly [string, string], module: string}[]} commands of a tab go to its own service */
export const TABS = [{ name: "line", words: ["Đường truyền", "Line"], module: "/venues/screen/desk.js" }];

export class Tabs {
  shown = signal(OWN);

  /** @param {import("../../../shared/web/guest.js").Host} host */
  constructor(host) {
    this.others = TABS.map(({ name, words, module }) => ({ name, words, guest: new Guest(module, host) }));
  }

  open() {
    addEventListener("hashchange", () => this.#turn());
    this.#turn();
    for (const { guest } of this.others) guest.invite();
  }

  /** Somebody scans while another tab is shown: the answer comes first. */
  toFront() {
    if (this.shown.value === OWN) return;
    history.replaceState(null, "", `#${OWN}`);
    this.shown.value = OWN;
  }

  #turn() {
    const asked = location.hash.slice(1);
    this.shown.value = this.others.some(({ name }) => name === asked) ? asked : OWN;
  }
}
