// What a desk page knows and does: the door's live view, the deeds done here, and which answer is shown.

/** @import { Command, Deed, Me, Person } from "./types.js" */
/** @import { Outcome } from "../../../shared/web/outbox.js" */
import { computed, effect, signal } from "@preact/signals";
import { Live, followTab } from "../../../shared/web/live.js";
import { Outbox } from "../../../shared/web/outbox.js";
import { checkIn, checkOut, looksLikeCode } from "./deeds.js";
import { isInside, lately } from "./lately.js";
import { Names } from "./names.js";
import { postDeed } from "./posting.js";
import { Search } from "./search.js";
import { currentSession, upToDate } from "./sessions.js";

const KEPT = 100; // decided deeds of this page
const DOUBLE = 1500; // ms: a scanner that fires twice

/** @typedef {"walk_in" | "substitute" | "head_count"} Form */

export class Door {
  /** @type {import("@preact/signals").Signal<Deed[]>} newest first */
  deeds = signal([]);
  /** @type {import("@preact/signals").Signal<string | undefined>} the deed whose answer is shown */
  shownId = signal(undefined);
  /** @type {import("@preact/signals").Signal<Form | undefined>} */
  form = signal(undefined);
  /** @type {import("@preact/signals").Signal<string | undefined>} */
  chosenSession = signal(undefined);
  /** @type {import("@preact/signals").Signal<string | undefined>} why the pass no longer holds */
  refused = signal(undefined);
  /** a name that was searched in vain: the form begins with it */
  draft = "";
  leaving = signal(false);
  /** @type {import("@preact/signals").Signal<import("./types.js").Session[]>} as `me` last had them */
  planned = signal([]);
  waiting = signal(0);

  /** @param {import("../../../shared/web/pass.js").Api} api @param {Me} me @param {string} venue */
  constructor(api, me, venue) {
    this.api = api;
    this.me = me;
    this.venue = venue;
    this.planned.value = me.sessions;
    const conference = me.conference.id;
    this.names = new Names(api, conference);
    this.search = new Search(api, { conference, venue });
    this.outbox = new Outbox(() => this.#noteWaiting());
    this.live = new Live("", { changed: () => this.#see(), refused: () => this.#whyRefused() });
    this.view = signal({ items: this.live.items, line: this.live.line });
    this.sessions = computed(() => upToDate(this.planned.value, this.view.value.items.kind("session")));
    this.session = computed(() => currentSession(this.sessions.value, this.chosenSession.value));
    this.sessionId = computed(() => this.session.value?.id ?? "");
    this.shown = computed(() => this.deeds.value.find((deed) => deed.id === this.shownId.value));
    this.lately = computed(() => lately(this.deeds.value, this.view.value.items.kind("attendee"), this.place));
  }

  get place() {
    return { conference: this.me.conference.id, session: this.sessionId.value, venue: this.venue };
  }

  open() {
    this.names.ofVenue(this.venue);
    this.live.url = this.#stream();
    followTab(this.live);
    effect(() => this.#follow(this.#stream()));
    effect(() => this.names.want(this.lately.value.flatMap((row) => row.attendee ?? [])));
    addEventListener("online", () => this.outbox.hurry());
    addEventListener("beforeunload", (leaving) => this.waiting.value > 0 && leaving.preventDefault());
  }

  /** How the day stands now, for a page without a live view; with no answer, what is known stays. */
  async refresh() {
    const answer = await this.api.get("me", { conference: this.me.conference.id });
    if (answer.status === 200) this.planned.value = answer.body.sessions;
  }

  /** A code was scanned or typed. @param {string} text */
  scan(text) {
    const last = this.shown.value;
    if (last?.typed === text && Date.now() - Date.parse(last.done ?? last.at) < DOUBLE) return;
    this.#goThrough({ code: text }, { typed: text });
  }

  /** A person was picked from a list. @param {Person & {id: string}} person */
  pick(person) {
    this.#goThrough({ attendee: person.id }, { person });
  }

  /**
   * Show the deed, send it, keep it until it is decided.
   * @param {Command} command
   * @param {Partial<Deed>} [more]
   */
  async send(command, more = {}) {
    const done = new Date();
    const at = this.api.time.now(done.getTime()).toISOString();
    const deed = { id: command.id, command, at, done: done.toISOString(), ...more };
    this.deeds.value = [deed, ...this.deeds.value].filter((one, at) => at < KEPT || !one.outcome);
    this.show(deed.id);
    this.#settle(deed, await this.outbox.carry(deed.id, () => postDeed(this.api, this.me, deed)));
  }

  /** @param {string | undefined} id */
  show(id) {
    this.form.value = undefined;
    this.search.clear();
    this.shownId.value = id;
    if (id) this.#change(id, { unseen: false });
  }

  /** @param {Form} form */
  openForm(form) {
    const query = this.search.query.value.trim();
    this.draft = looksLikeCode(query) ? "" : query;
    this.search.clear();
    this.form.value = form;
  }

  /** @param {string} id an attendee's */
  isInside(id) {
    const state = this.view.value.items.get(`attendee/${id}`)?.state;
    return Boolean(state && isInside(state, this.sessionId.value));
  }

  /** @param {import("./deeds.js").Whom} whom @param {Partial<Deed>} more */
  #goThrough(whom, more) {
    this.send(this.leaving.value ? checkOut(this.place, whom) : checkIn(this.place, whom), more);
  }

  /** @param {Deed} deed @param {Outcome} outcome */
  #settle(deed, outcome) {
    if ("people" in outcome) this.names.add(outcome.people);
    const good = "decision" in outcome && ["checked_in", "left", "undone", "recorded"].includes(outcome.decision.code);
    this.#change(deed.id, { outcome, waiting: undefined, unseen: !good && this.shownId.value !== deed.id });
  }

  #noteWaiting() {
    this.waiting.value = this.outbox.waiting.length;
    for (const { id, waiting } of this.outbox.waiting) this.#change(id, { waiting });
  }

  /** @param {string} id @param {Partial<Deed>} with_ */
  #change(id, with_) {
    this.deeds.value = this.deeds.value.map((deed) => (deed.id === id ? { ...deed, ...with_ } : deed));
  }

  #see() {
    const { items, line } = this.live;
    if (line.state === "live" && this.view.peek().line.state === "lost") this.outbox.hurry();
    this.view.value = { items, line };
  }

  #stream() {
    return this.api.stream("live/door", this.place);
  }

  /** Another session, another view. @param {string} url */
  #follow(url) {
    if (url === this.live.url) return;
    this.live.url = url;
    this.live.open();
  }

  async #whyRefused() {
    const answer = await this.api.get("me", { conference: this.me.conference.id });
    if (answer.status === 401 || answer.status === 403) this.refused.value = answer.body?.detail ?? "";
  }
}
