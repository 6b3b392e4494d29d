// What the board knows: one live view at a time, that of the open tab.

/** @import { Me } from "./types.js" */
import { computed, effect, signal } from "@preact/signals";
import { Live, followTab } from "../../../shared/web/live.js";
import { Outbox } from "../../../shared/web/outbox.js";
import { refused } from "../../../shared/web/opening.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { deviceOf } from "../../../shared/web/device.js";
import { Names } from "./names.js";
import { currentSession, upToDate } from "./sessions.js";

/** @typedef {"hub" | "missing" | "conflicts"} Tab */
/** @type {Tab[]} */
export const TABS = ["hub", "missing", "conflicts"];
const SETTLERS = ["venue_head", "hub", "organiser"];
const OPENERS = ["hub", "organiser"];
const SEE_ALL = ["hub", "organiser", "moderator", "expert", "ops"];

export class Board {
  tab = signal(/** @type {Tab} */ ("hub"));
  waiting = signal(0);
  /** @type {import("@preact/signals").Signal<string | undefined>} */
  chosenSession = signal(undefined);
  /** @type {import("@preact/signals").Signal<Record<string, "sending" | "stale">>} deeds of this board, by conflict or session */
  sent = signal({});

  /** @param {import("../../../shared/web/pass.js").Api} api @param {Me} me @param {string | undefined} venue none: all */
  constructor(api, me, venue) {
    this.api = api;
    this.me = me;
    this.venue = venue;
    this.names = new Names(api, me.conference.id);
    this.outbox = new Outbox(() => (this.waiting.value = this.outbox.waiting.length));
    this.live = new Live("", { changed: () => this.#see(), refused: () => this.#whyRefused() });
    this.view = signal({ items: this.live.items, line: this.live.line });
    this.sessions = computed(() => upToDate(me.sessions, this.view.value.items.kind("session")));
    this.session = computed(() => this.#sessionShown());
  }

  get maySettle() {
    return SETTLERS.includes(this.me.pass.role);
  }

  get mayOpen() {
    return OPENERS.includes(this.me.pass.role);
  }

  /** The others see their own venue's figures, as its desks do. */
  get seesAll() {
    return SEE_ALL.includes(this.me.pass.role);
  }

  open() {
    addEventListener("hashchange", () => this.#turn());
    this.#turn();
    this.live.url = this.#stream();
    followTab(this.live);
    effect(() => this.#follow(this.#stream()));
    addEventListener("online", () => this.outbox.hurry());
  }

  /**
   * Send a command that is about `thing`; while it is on its way, and if it was refused as stale, `sent` says so.
   * @param {string} thing @param {object} command
   */
  async send(thing, command) {
    const id = uuid7();
    const done = new Date().toISOString();
    this.#mark(thing, "sending");
    const whole = { id, conference: this.me.conference.id, ...command };
    const outcome = await this.outbox.carry(id, () =>
      this.api.send("POST", "commands", { ...whole, device: deviceOf(this.me.clock, this.api.time, done) }),
    );
    const stale = "problem" in outcome || outcome.decision.code === "stale";
    this.#mark(thing, stale ? "stale" : undefined);
  }

  /** @param {string} thing @param {"sending" | "stale" | undefined} how */
  #mark(thing, how) {
    const { [thing]: _, ...others } = this.sent.value;
    this.sent.value = how ? { ...others, [thing]: how } : others;
  }

  #sessionShown() {
    const chosen = this.sessions.value.find((session) => session.id === this.chosenSession.value);
    return chosen ?? currentSession(this.sessions.value);
  }

  #turn() {
    this.tab.value = TABS.find((tab) => tab === location.hash.slice(1)) ?? "hub";
  }

  #stream() {
    const conference = this.me.conference.id;
    /** @type {Record<string, string>} */
    const venue = this.venue ? { venue: this.venue } : {};
    if (this.tab.value === "hub" && this.seesAll) return this.api.stream("live/hub", { conference });
    if (this.tab.value === "hub") return this.api.stream("live/door", { conference, ...venue });
    if (this.tab.value === "conflicts") return this.api.stream("live/conflicts", { conference, ...venue });
    return this.api.stream("live/missing", { conference, session: this.session.value?.id ?? "", ...venue });
  }

  /** Another tab or session, another view: what the old one showed does not belong here. @param {string} url */
  #follow(url) {
    if (url === this.live.url) return;
    this.live.url = url;
    this.live.items.snapshot(this.live.items.kind("session"));
    this.live.open();
    this.#see();
  }

  #see() {
    this.view.value = { items: this.live.items, line: this.live.line };
  }

  async #whyRefused() {
    const answer = await this.api.get("me", { conference: this.me.conference.id });
    if (answer.status === 401 || answer.status === 403) refused(answer.body?.detail ?? "");
  }
}
