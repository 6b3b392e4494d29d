// The one big answer: colour, icon and word; the person; what to say aloud; what to press.

/** @import { Deed, Person, Verdict } from "./types.js" */
/** @import { Door } from "./door.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { act } from "./actions.js";
import { ReasonForm } from "./reason-form.js";
import { verdictOf } from "./verdicts.js";
import { t } from "./words.js";

/**
 * @param {{door: Door, own?: boolean}} props `own`: whoever reads it is the person: no notes for an operator, no buttons
 */
export function AnswerPanel({ door, own = false }) {
  const deed = door.shown.value;
  if (!deed) return html`<${Ready} leaving=${door.leaving.value} />`;
  const names = door.names.known.value;
  const verdict = verdictOf(deed, { me: door.me, names });
  return html`<section class="answer" data-tone=${verdict.tone} data-deed=${deed.id} aria-label=${verdict.word}>
    <div class="answer-told" role="status" aria-live="assertive">
      <p class="answer-word"><${Icon} name=${verdict.icon} /><span>${verdict.word}</span></p>
      <${Who} person=${whoIs(deed, names)} />
      ${verdict.say && html`<${Say} sentence=${verdict.say} own=${own} />`}
    </div>
    ${!own && html`<ul class="answer-notes">${verdict.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>
    <${Buttons} key=${deed.id + verdict.tone} door=${door} deed=${deed} verdict=${verdict} />`}
  </section>`;
}

/** @param {{sentence: string, own: boolean}} props */
function Say({ sentence, own }) {
  if (own) return html`<p class="answer-say">${sentence}</p>`;
  return html`<p class="answer-say"><span class="answer-say-mark">${t("say")}</span>“${sentence}”</p>`;
}

/** @param {{leaving: boolean}} props */
function Ready({ leaving }) {
  return html`<section class="answer" data-tone="ready">
    <p class="answer-word"><${Icon} name=${leaving ? "log-out" : "scan-line"} /><span>${t("ready")}</span></p>
    <p class="answer-next">${t(leaving ? "ready_exit" : "ready_next")}</p>
  </section>`;
}

/** @param {{person: Person}} props */
function Who({ person }) {
  const more = [person.title, person.unit].filter(Boolean);
  return html`<h2 class="answer-name">${person.name}</h2>
    ${more.length > 0 && html`<p class="answer-of">${more.join(" · ")}${person.code && html` · <span class="code">${person.code}</span>`}</p>`}`;
}

/**
 * The person at the door: of a substitution the one who came.
 * @param {Deed} deed @param {Record<string, Person>} names @returns {Person}
 */
export function whoIs({ outcome, command, person, newcomer, typed }, names) {
  const decision = outcome && "decision" in outcome ? outcome.decision : undefined;
  const came = decision?.substitution?.substitute ?? decision?.attendee ?? command.attendee ?? "";
  const known = newcomer ?? names[came] ?? person ?? names[command.attendee ?? ""];
  return known ?? { name: command.type === "head_count" ? t("head_count") : (typed ?? t("nameless")) };
}

/** @param {{door: Door, deed: Deed, verdict: Verdict}} props */
function Buttons({ door, deed, verdict }) {
  const asking = useSignal(/** @type {import("./types.js").Action | undefined} */ (undefined));
  /** @param {import("./types.js").Action} action */
  const press = (action) => (action.reason ? (asking.value = action) : act(door, deed, action.name));
  if (asking.value) {
    const { name, reason } = asking.value;
    return html`<${ReasonForm} kind=${reason} send=${(/** @type {string} */ why) => act(door, deed, name, why)} cancel=${() => (asking.value = undefined)} />`;
  }
  const [first, ...others] = verdict.actions;
  const onlyUndo = first?.name === "undo"; // an answer that needs nothing: the next scan is the thing to do
  return html`<div class="answer-actions">
    ${first && html`<button class=${onlyUndo ? "lesser" : "first"} onClick=${() => press(first)}>${label(first.name, verdict)}</button>`}
    ${others.map((action) => html`<button key=${action.name} class="lesser" onClick=${() => press(action)}>${label(action.name, verdict)}</button>`)}
  </div>`;
}

/** @param {string} name @param {Verdict} verdict */
const label = (name, { since = "" }) => t(/** @type {any} */ (`act_${name}`), { since });
