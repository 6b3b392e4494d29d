// What the desk knows of its venue's line, and what it sends about it: each deed is kept until it is decided.

/** @import { Link, Me } from "./types.js" */
/** @import { Host } from "../../../shared/web/guest.js" */
import { computed, signal } from "@preact/signals";
import { deviceOf } from "../../../shared/web/device.js";
import { language } from "../../../shared/web/i18n.js";
import { Live, followTab } from "../../../shared/web/live.js";
import { Outbox } from "../../../shared/web/outbox.js";
import { Api } from "../../../shared/web/pass.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { serverNow } from "./clock.js";
import { seenAs } from "./desk-link.js";
import { timeOf } from "./link-words.js";
import { sayRefusal } from "./refusals.js";

const DUTIES = ["operator", "venue_head"];
const TICK = 5_000; // ms; ages are said in steps, so that nothing flickers

/**
 * How a deed about one thing stands. `waiting`: why it has no decision yet, see outbox.js. `sentence`: it was not taken.
 * @typedef {{how: import("../../../shared/web/outbox.js").Waiting | "refused", command: Record<string, any>, sentence?: string}} Sent
 */

export class LineDesk {
  /** @type {import("@preact/signals").Signal<Record<string, Sent>>} by what they are about; those that were taken are gone */
  sent = signal({});
  tick = signal(Date.now());
  /** @type {Map<string, Promise<unknown>>} the last deed about a thing: the next one waits for it */
  #turns = new Map();

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Me} */
    this.me = host.me;
    this.venue = host.venue;
    this.conference = this.me.conference.id;
    this.api = new Api("/venues/api", host.pass, () => language.value);
    this.outbox = new Outbox(() => this.#noteWaiting());
    // The page has a stream to check-in already. This is its second, to the owner of what is shown here; a hidden tab
    // closes both, since a browser opens only six to one address without HTTP/2.
    this.live = new Live(this.api.stream("live/desk", { conference: this.conference, venue: this.venue }), { changed: () => this.see() });
    this.view = signal({ items: this.live.items, line: this.live.line });
    this.now = computed(() => this.#serverNow());
    this.link = computed(() => /** @type {Link | undefined} */ (/** @type {unknown} */ (this.view.value.items.get(`link/${this.venue}`))));
    this.seen = computed(() => seenAs(this.link.value, this.view.value.line, this.now.value));
  }

  get zone() {
    return this.me.conference.zone;
  }

  /** Whether this desk is a duty of this venue: it is heard as the venue, and acknowledges for it. */
  get isOfVenue() {
    return DUTIES.includes(this.me.pass.role) && this.me.pass.venue === this.venue;
  }

  open() {
    followTab(this.live);
    setInterval(() => (this.tick.value = Date.now()), TICK);
    addEventListener("online", () => this.outbox.hurry());
    addEventListener("beforeunload", (leaving) => this.outbox.waiting.length > 0 && leaving.preventDefault());
  }

  see() {
    const { items, line } = this.live;
    if (line.state === "live" && this.view.peek().line.state === "lost") this.outbox.hurry();
    this.view.value = { items, line };
  }

  /** Who did it, as the duty on the pass. @param {string} by a pass id */
  who(by) {
    return by === this.me.pass.id ? this.me.pass.label || by : this.me.labels?.[by] || by;
  }

  /**
   * Send a command about `thing`, once what was sent about it before is decided; a newer one takes the place of one that
   * still waits for its turn.
   * @param {string} thing @param {{type: string, [field: string]: unknown}} fields
   * @returns {Promise<any>} the decision; undefined: it was not taken, and `sent` says why, or a newer one took its place
   */
  async send(thing, fields) {
    const command = { id: uuid7(), conference: this.conference, venue: this.venue, ...fields };
    const done = new Date().toISOString();
    const known = this.sent.value[thing];
    this.#mark(thing, { how: known && known.how !== "refused" ? known.how : "sending", command });
    const before = this.#turns.get(thing) ?? Promise.resolve();
    const mine = before.then(() => (this.sent.value[thing]?.command === command ? this.#carry(command, done) : undefined));
    this.#turns.set(thing, mine);
    const outcome = await mine;
    if (!outcome) return undefined;
    if ("decision" in outcome) this.#take(outcome.decision);
    const sentence = sayRefusal(outcome);
    if (this.sent.value[thing]?.command === command) this.#mark(thing, sentence ? { how: "refused", command, sentence } : undefined);
    return sentence ? undefined : /** @type {any} */ (outcome).decision;
  }

  /** Somebody has read why it was not taken. @param {string} thing */
  forget(thing) {
    this.#mark(thing, undefined);
  }

  /** @param {{id: string}} command @param {string} done ISO, by this device's clock */
  #carry(command, done) {
    return this.outbox.carry(command.id, () =>
      this.api.send("POST", "commands", { ...command, device: deviceOf(this.me.clock, this.api.time, done) }),
    );
  }

  /** The answer itself shows the new state, before the live view does. @param {any} decision */
  #take({ key, version, revision, state }) {
    if (!state || !Number.isInteger(version)) return;
    this.live.items.change([{ ...state, id: key.split("/").slice(1).join("/"), version, revision }]);
    this.see();
  }

  #noteWaiting() {
    const why = new Map(this.outbox.waiting.map(({ id, waiting }) => [id, waiting]));
    const noted = Object.entries(this.sent.value).map(([thing, sent]) => [thing, { ...sent, how: why.get(sent.command.id) ?? sent.how }]);
    this.sent.value = Object.fromEntries(noted);
  }

  /** @param {string} thing @param {Sent | undefined} how */
  #mark(thing, how) {
    const { [thing]: _, ...others } = this.sent.value;
    this.sent.value = how ? { ...others, [thing]: how } : others;
  }

  #serverNow() {
    const { line } = this.view.value;
    const newest = Math.max(timeOf(this.link.peek()?.said_at), timeOf(this.me.now));
    return serverNow(line, this.me.clock, newest, Math.max(this.tick.value, line.heard));
  }
}
