// The page of a desk: the head, the field, the one answer, and beside it the door in figures.

/** @import { Door } from "./door.js" */
import { html } from "../../../shared/web/html.js";
import { Head } from "../../../shared/web/head.js";
import { AnswerPanel } from "./answer-panel.js";
import { FormButtons, OpenForm } from "./forms.js";
import { LatelyList } from "./lately-list.js";
import { LeavingSign, ModeSwitch } from "./mode-switch.js";
import { ResultsList } from "./results-list.js";
import { ScanField } from "./scan-field.js";
import { isOpen } from "./sessions.js";
import { Tallies } from "./tallies.js";
import { venueName } from "./verdicts.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function DeskPage({ door }) {
  if (door.refused.value !== undefined) return html`<${Refused} door=${door} />`;
  return html`<${DeskHead} door=${door} />
    <${LeavingSign} door=${door} />
    <main class="desk" data-leaving=${door.leaving.value}>
      <h1 class="unseen">${t("desk")}</h1>
      <div class="desk-answer">
        <div class="desk-scan"><${ModeSwitch} door=${door} /><${ScanField} door=${door} /></div>
        <${Middle} door=${door} />
        <${FormButtons} door=${door} />
      </div>
      <aside class="desk-door"><${Tallies} door=${door} /><${LatelyList} door=${door} /></aside>
    </main>`;
}

/** Results while a name is typed, a form while one is open, else the answer. @param {{door: Door}} props */
function Middle({ door }) {
  const { search } = door;
  if (search.results.value.kind !== "idle") {
    const nobody = html`<button class="primary" onClick=${() => door.openForm("walk_in")}>${t("walk_in")}: “${search.query.value.trim()}”</button>`;
    return html`<${ResultsList} search=${search} nobody=${nobody} pick=${(/** @type {any} */ person) => door.pick(person)} isInside=${(/** @type {string} */ id) => door.isInside(id)} />`;
  }
  return door.form.value ? html`<${OpenForm} door=${door} />` : html`<${AnswerPanel} door=${door} />`;
}

/** @param {{door: Door}} props */
function DeskHead({ door }) {
  const { conference, pass } = door.me;
  return html`<${Head} title=${conference.name} rehearsal=${conference.rehearsal} zone=${conference.zone}
    place=${html`<span>${venueName(door.venue, door.me)}</span><${SessionName} door=${door} />`}
    who=${t("this_pass", { label: pass.label || pass.id })} line=${door.view.value.line} waiting=${door.waiting.value}
    clock=${(/** @type {number} */ at) => door.api.time.now(at)} />`;
}

/** The session by itself; a choice only when several are open. @param {{door: Door}} props */
function SessionName({ door }) {
  const session = door.session.value;
  const open = door.sessions.value.filter(isOpen);
  if (!session) return html`<span>${t("no_session")}</span>`;
  if (open.length < 2) return html`<span>${sayState(session)}</span>`;
  return html`<select class="head-select" aria-label=${t("choose_session")} value=${session.id}
    onChange=${(/** @type {any} */ event) => (door.chosenSession.value = event.currentTarget.value)}>
    ${open.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
  </select>`;
}

/** @param {import("./types.js").Session} session */
function sayState(session) {
  if (isOpen(session)) return session.name;
  return t(session.closed_at ? "session_over" : "session_planned", { name: session.name });
}

/** @param {{door: Door}} props */
function Refused({ door }) {
  return html`<main class="opening" data-kind="refused"><h1>${door.refused.value || t("pass_refused")}</h1>
    ${door.waiting.value > 0 && html`<p>${t("n_waiting", { n: door.waiting.value })}. ${t("note_away")}</p>`}</main>`;
}
