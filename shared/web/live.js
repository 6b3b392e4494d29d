// One connection that keeps a page live: snapshot, then changes, and a pulse every 15 s by which the page knows its age.

import { Items } from "./items.js";

const SILENCE = 40_000; // ms without a word: two pulses and a bit missed, the line is dead though nobody said so
const RESYNC = 180_000; // ms, up to twice as long by jitter: a fresh snapshot mends whatever went wrong unseen
const LONGEST_WAIT = 20_000; // ms between two tries

/**
 * `state`: connecting (nothing shown yet), live, lost (what is shown grows old) or hidden (the tab is not looked at).
 * `since`: ms of this device's clock when that began. `heard`: when the server last spoke. `lag`: seconds since the
 * server itself last heard its feed. `server`: what its own clock, which may be simulated, last showed, and when it said so.
 * @typedef {{state: "connecting" | "live" | "lost" | "hidden", since: number, heard: number, lag: number,
 *   server?: {at: number, heard: number}}} Line
 */

/** What the world gives; tests give their own. */
const WORLD = {
  /** @param {string} url @returns {EventSource} */
  open: (url) => new EventSource(url),
  now: () => Date.now(),
  random: () => Math.random(),
  /** @param {() => void} act @param {number} after ms @returns {() => void} not to do it */
  later: (act, after) => {
    const timer = setTimeout(act, after);
    return () => clearTimeout(timer);
  },
};

const nothing = () => {};

export class Live {
  items = new Items();
  /** @type {Line} */
  line;
  /** @type {EventSource | undefined} */
  #source;
  #tries = 0;
  #stopAgain = nothing;
  #stopSilence = nothing;

  /**
   * @param {string} url
   * @param {{changed: (live: Live) => void, refused?: () => void}} tell `changed`: the items or the line are other than
   *   before. `refused`: the server answered, but not with a stream: perhaps the pass holds no longer.
   * @param {Partial<typeof WORLD>} [world]
   */
  constructor(url, tell, world = {}) {
    this.url = url;
    this.tell = tell;
    this.world = { ...WORLD, ...world };
    const now = this.world.now();
    this.line = { state: "connecting", since: now, heard: now, lag: 0 };
  }

  /** Connect, or connect anew; what is shown stays until the new snapshot is here. */
  open() {
    this.#close();
    const source = (this.#source = this.world.open(this.url));
    source.addEventListener("snapshot", (told) => this.#on(source, told, (body) => this.#snapshot(body)));
    source.addEventListener("change", (told) => this.#on(source, told, (body) => this.items.change(body.items)));
    source.addEventListener("pulse", (told) => this.#on(source, told, nothing));
    source.addEventListener("error", () => this.#lost(source));
    this.#listen(source);
  }

  /** The tab is hidden, or the page goes: free the connection. */
  hide() {
    this.#close();
    this.#say("hidden");
  }

  /** @param {EventSource} source @param {MessageEvent} told @param {(body: any) => void} take */
  #on(source, told, take) {
    if (source !== this.#source) return; // a word from a connection that was given up
    const body = JSON.parse(told.data);
    take(body);
    this.#listen(source);
    const heard = this.world.now();
    const server = body.now ? { at: Date.parse(body.now), heard } : this.line.server;
    this.line = { ...this.line, heard, lag: body.age ?? 0, server };
    this.#say(this.line.state);
  }

  /** @param {any} body */
  #snapshot(body) {
    this.items.snapshot(body.items);
    this.#tries = 0;
    this.#say("live");
    this.#later(RESYNC * (1 + this.world.random()));
  }

  /** @param {EventSource} source */
  #listen(source) {
    this.#stopSilence();
    this.#stopSilence = this.world.later(() => this.#lost(source), SILENCE);
  }

  /** @param {EventSource} source */
  #lost(source) {
    if (source !== this.#source) return;
    const refused = source.readyState === 2; // CLOSED: an answer came that is no stream; a broken line is CONNECTING
    this.#close();
    this.#tries += 1;
    this.#say(this.line.state === "connecting" ? "connecting" : "lost");
    this.#later(Math.min(LONGEST_WAIT, 500 * 2 ** this.#tries) * (0.5 + this.world.random()));
    if (refused) this.tell.refused?.();
  }

  /** @param {number} after ms */
  #later(after) {
    this.#stopAgain();
    this.#stopAgain = this.world.later(() => this.open(), after);
  }

  #close() {
    this.#stopAgain();
    this.#stopSilence();
    this.#source?.close();
    this.#source = undefined;
  }

  /** @param {Line["state"]} state */
  #say(state) {
    if (state !== this.line.state) this.line = { ...this.line, state, since: this.world.now() };
    this.tell.changed(this);
  }
}

/**
 * Open while the tab is looked at, closed while it is not, and at once when the device is back on a network.
 * @param {Live} live
 */
export function followTab(live) {
  const follow = () => (document.hidden ? live.hide() : live.open());
  document.addEventListener("visibilitychange", follow);
  addEventListener("online", follow);
  addEventListener("pagehide", () => live.hide());
  addEventListener("pageshow", (shown) => shown.persisted && follow());
  follow();
}
