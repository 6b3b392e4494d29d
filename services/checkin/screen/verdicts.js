// From a deed and its decision to what the operator sees, says and presses. Pure: a table of codes, and words.

/** @import { Action, Deed, Decision, Me, Verdict, Person } from "./types.js" */
import { day, hour, number } from "../../../shared/web/i18n.js";
import { t } from "./words.js";

/** @type {Action} */ const NEXT = { name: "next" };
/** @type {Action} */ const UNDO = { name: "undo", reason: "undo" };
/** @type {Action} */ const UNDO_ENTRY = { name: "undo_entry", reason: "undo" }; // not this scan, which changed nothing
/** @type {Action} */ const FIND = { name: "find" };
/** @type {Action} */ const NOT_HERE = { name: "not_here" };

/**
 * One row for each code of shared/events/attendance.py; the first action is the one to press first.
 * @type {Record<string, {tone: Verdict["tone"], icon: string, word: string, actions: Action[]}>}
 */
export const CODES = {
  checked_in: { tone: "in", icon: "circle-check", word: "word_in", actions: [UNDO] },
  left: { tone: "in", icon: "log-out", word: "word_out", actions: [UNDO] },
  undone: { tone: "undone", icon: "undo-2", word: "word_undone", actions: [NEXT] },
  recorded: { tone: "in", icon: "circle-check", word: "word_recorded", actions: [NEXT] },
  already_in: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [NEXT, UNDO_ENTRY] },
  wrong_venue: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "accept" }, NOT_HERE] },
  inside_elsewhere: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "accept", reason: "inside" }, NOT_HERE] },
  already_substituted: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "accept_person" }, NEXT] },
  substitute_needs_consent: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "consented" }, NEXT] },
  capacity_reached: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "accept_full", reason: "full" }, NOT_HERE] },
  not_in: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [NEXT] },
  stale: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [{ name: "look" }, NEXT] },
  not_yours: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [NEXT] },
  nothing_to_undo: { tone: "look", icon: "triangle-alert", word: "word_look", actions: [NEXT] },
  unknown_code: { tone: "refused", icon: "octagon-x", word: "word_refused", actions: [FIND, { name: "walk_in" }, NEXT] },
  revoked: { tone: "refused", icon: "octagon-x", word: "word_refused", actions: [FIND, NEXT] },
  session_not_open: { tone: "refused", icon: "octagon-x", word: "word_refused", actions: [{ name: "again" }, NEXT] },
  session_closed: { tone: "refused", icon: "octagon-x", word: "word_refused", actions: [NEXT] },
};

/**
 * @param {Deed} deed
 * @param {{me: Me, names: Record<string, Person>}} known
 * @returns {Verdict}
 */
export function verdictOf(deed, known) {
  if (!deed.outcome) return stillWaiting(deed);
  if ("problem" in deed.outcome) return notTaken(deed.outcome.problem);
  return decided(deed, deed.outcome.decision, known);
}

/** @param {Deed} deed @returns {Verdict} */
function stillWaiting({ waiting }) {
  if (!waiting) return { tone: "asking", icon: "hourglass", word: t("word_asking"), say: "", notes: [], actions: [] };
  const notes = [t(`note_${waiting}`), t("note_next")];
  return { tone: "waiting", icon: "hourglass", word: t("word_waiting"), say: t("say_waiting"), notes, actions: [NEXT] };
}

/** @param {any} problem a problem document @returns {Verdict} */
function notTaken(problem) {
  const notes = [problem.detail ?? problem.title ?? ""].filter(Boolean);
  return { tone: "refused", icon: "octagon-x", word: t("word_refused"), say: t("say_problem"), notes, actions: [NEXT] };
}

/** @param {Deed} deed @param {Decision} decision @param {{me: Me, names: Record<string, Person>}} known @returns {Verdict} */
function decided(deed, decision, known) {
  const moved = decision.type?.includes("attendee-transferred") && decision.presence; // here now, not only expected here
  if (moved) return decided(deed, { ...decision, type: "", code: "checked_in" }, known);
  const row = CODES[decision.code] ?? { tone: "look", icon: "triangle-alert", word: "word_look", actions: [NEXT] };
  const facts = factsOf(decision, known);
  const notes = [...facts, note(deed, decision, known)];
  const actions = row.actions.filter(({ name }) => name !== "walk_in" || !isLeaving(deed)); // nobody leaves unlisted
  return { ...row, actions, word: t(/** @type {any} */ (row.word)), say: sentence(decision, known), notes, since: hourOf(decision.since, known.me) };
}

/** @param {Deed} deed */
const isLeaving = (deed) => deed.command.type === "check_out";

/** @param {Decision} decision @param {{me: Me}} known */
function sentence(decision, known) {
  if (decision.code === "checked_in" && decision.flags?.includes("late")) return t("say_late");
  return t(/** @type {any} */ (`say_${decision.code}`), { where: venueName(decision.where, known.me) });
}

/** @param {Deed} deed @param {Decision} decision @param {{me: Me}} known */
function note(deed, decision, { me }) {
  if (decision.code === "unknown_code" && /[^\x00-\x7f]/.test(deed.typed ?? "")) return t("note_telex");
  if (decision.code === "unknown_code" && isLeaving(deed)) return t("note_unknown_code_leaving");
  const opens = decision.session_fact?.opens ?? me.sessions.find((session) => session.id === decision.session)?.opens;
  const time = opens ? whenOpens(opens, decision.at, me.conference.zone) : "…";
  return t(/** @type {any} */ (`note_${decision.code}`), { time });
}

/** With its date, unless it is today. @param {string} opens @param {string} now @param {string} zone */
function whenOpens(opens, now, zone) {
  const [then, today] = [opens, now].map((moment) => day(new Date(moment), zone));
  return then === today ? hour(opens, zone) : `${hour(opens, zone)}, ${then}`;
}

/**
 * What must be known to decide: where, since when, by whom, whom to call.
 * @param {Decision} decision @param {{me: Me, names: Record<string, Person>}} known
 */
function factsOf(decision, { me, names }) {
  const facts = (decision.flags ?? []).map((flag) => t(/** @type {any} */ (`flag_${flag}`)));
  if (decision.count !== undefined) facts.push(t("counted_n", { n: number(decision.count) }));
  if (decision.code === "wrong_venue") facts.push(...expectedAt(decision, me, names));
  else if (decision.where) facts.push(t("where_now", { where: venueName(decision.where, me) }));
  facts.push([since(decision, me), byWhom(decision, me)].filter(Boolean).join(" · "));
  const substitute = names[decision.substitute ?? decision.substitution?.substitute ?? ""];
  const inPlaceOf = decision.substitution && names[decision.attendee];
  if (inPlaceOf) facts.push(t("substitute_for", { name: fullName(inPlaceOf) }));
  else if (substitute) facts.push(t("substitute_is", { name: fullName(substitute) }));
  return facts.filter(Boolean);
}

/** @param {Decision} decision @param {Me} me */
const since = ({ since }, me) => since && t("since", { time: hourOf(since, me) });

/** @param {string | null | undefined} moment @param {Me} me */
const hourOf = (moment, me) => (moment ? hour(moment, me.conference.zone) : "");

/** @param {Decision} decision @param {Me} me */
const byWhom = ({ who_took }, me) => who_took && (who_took === me.pass.id ? t("taken_here") : t("taken_by", { by: me.labels?.[who_took] ?? who_took }));

/** @param {Decision} decision @param {Me} me @param {Record<string, Person>} names */
function expectedAt(decision, me, names) {
  const where = t("where_expected", { where: venueName(decision.where, me) });
  const head = names[decision.row_fact?.contact ?? ""];
  return head ? [where, t("contact", { name: [head.name, head.phone].filter(Boolean).join(" · ") })] : [where];
}

/** @param {Person} person */
const fullName = (person) => [person.name, person.title, person.unit].filter(Boolean).join(", ");

/** @param {string | null | undefined} id @param {Me} me */
export const venueName = (id, me) => me.venues.find((venue) => venue.id === id)?.name ?? id ?? "…";
