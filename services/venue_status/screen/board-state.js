// What the board knows: one live view of the whole conference, the clock of the server, and where the reader stands.

/** @import { Me } from "./types.js" */
import { computed, signal } from "@preact/signals";
import { deviceOf } from "../../../shared/web/device.js";
import { Live, followTab } from "../../../shared/web/live.js";
import { refused } from "../../../shared/web/opening.js";
import { Outbox } from "../../../shared/web/outbox.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { serverNow } from "./clock.js";
import { Contacts } from "./contacts.js";
import { timeOf } from "./link-words.js";
import { placeOf } from "./place.js";
import { sayRefusal } from "./refusals.js";
import { venuesOf, viewsOf } from "./venue-views.js";

/** @typedef {{how: "sending"} | {how: "refused", sentence: string}} Sent */

const ACT = ["hub", "organiser"];
const TICK = 5_000; // ms; ages are said in steps, so that nothing flickers
const BREATH = 250; // ms between two looks at what came: 1,100 links say something 73 times a second
const ORDER_KEPT = "diemcau-venues-order";

export class Board {
  place = signal(placeOf(""));
  waiting = signal(0);
  tick = signal(Date.now());
  order = signal(/** @type {import("./ordering.js").Order} */ (localStorage.getItem(ORDER_KEPT) === "fixed" ? "fixed" : "worst"));
  /** @type {import("@preact/signals").Signal<Record<string, Sent>>} deeds of this page, by the id of their item */
  sent = signal({});
  #looked = 0;
  #toLook = false;

  /** @param {import("../../../shared/web/pass.js").Api} api @param {Me} me */
  constructor(api, me) {
    this.api = api;
    this.me = me;
    this.contacts = new Contacts(api, me.conference.id);
    this.outbox = new Outbox(() => (this.waiting.value = this.outbox.waiting.length));
    this.live = new Live(api.stream("live/board", { conference: me.conference.id }), {
      changed: () => this.#see(),
      refused: () => this.#whyRefused(),
    });
    this.view = signal({ items: this.live.items, line: this.live.line });
    this.now = computed(() => this.#serverNow());
    this.views = computed(() => viewsOf(this.view.value.items, this.me, this.now.value));
    this.names = computed(() => new Map(venuesOf(this.view.value.items, this.me).map(({ id, name }) => [id, name])));
  }

  get mayAct() {
    return ACT.includes(this.me.pass.role);
  }

  get zone() {
    return this.me.conference.zone;
  }

  open() {
    const turn = () => (this.place.value = placeOf(location.hash));
    addEventListener("hashchange", turn);
    turn();
    followTab(this.live);
    addEventListener("online", () => this.outbox.hurry());
    setInterval(() => (this.tick.value = Date.now()), TICK);
  }

  /** @param {import("./ordering.js").Order} order */
  setOrder(order) {
    this.order.value = order;
    localStorage.setItem(ORDER_KEPT, order);
  }

  /** Who did it, as the duty on the pass. @param {string} by a pass id */
  who(by) {
    return by === this.me.pass.id ? this.me.pass.label || by : this.me.labels?.[by] || by;
  }

  /**
   * Send a command that is about `thing`, the id of an item. While it is on its way, and if it was not taken, `sent` says so.
   * @param {string} thing @param {object} command
   * @returns {Promise<boolean>} whether it was taken
   */
  async send(thing, command) {
    const id = uuid7();
    const done = new Date().toISOString();
    this.#mark(thing, { how: "sending" });
    const whole = { id, conference: this.me.conference.id, ...command };
    const outcome = await this.outbox.carry(id, () =>
      this.api.send("POST", "commands", { ...whole, device: deviceOf(this.me.clock, this.api.time, done) }),
    );
    const sentence = sayRefusal(outcome);
    if ("decision" in outcome) this.#take(outcome.decision);
    this.#mark(thing, sentence ? { how: "refused", sentence } : undefined);
    return !sentence;
  }

  /** Somebody has read why it was not taken. @param {string} thing */
  forget(thing) {
    if (this.sent.value[thing]?.how === "refused") this.#mark(thing, undefined);
  }

  /** The answer itself shows the new state, before the live view does; only a link is shown otherwise there. @param {any} decision */
  #take({ key, version, revision, state }) {
    const id = String(key ?? "").split("/").slice(1).join("/");
    if (!state || !Number.isInteger(version) || id.startsWith("link/")) return;
    this.live.items.change([{ ...state, id, version, revision }]);
    this.#look();
  }

  /** @param {string} thing @param {Sent | undefined} how */
  #mark(thing, how) {
    const { [thing]: _, ...others } = this.sent.value;
    this.sent.value = how ? { ...others, [thing]: how } : others;
  }

  #serverNow() {
    const { items, line } = this.view.value;
    const newest = items.kind("link").reduce((latest, { said_at }) => Math.max(latest, timeOf(said_at)), timeOf(this.me.now));
    return serverNow(line, this.me.clock, newest, Math.max(this.tick.value, line.heard));
  }

  /** At once, and then not before a breath has passed. */
  #see() {
    if (this.#toLook) return;
    this.#toLook = true;
    setTimeout(() => this.#look(), Math.max(0, this.#looked + BREATH - Date.now()));
  }

  #look() {
    this.#looked = Date.now();
    this.#toLook = false;
    this.view.value = { items: this.live.items, line: this.live.line };
  }

  async #whyRefused() {
    const answer = await this.api.get("me", { conference: this.me.conference.id });
    if (answer.status === 401 || answer.status === 403) refused(answer.body?.detail ?? "");
  }
}
