// The page of a desk: the head, the tabs, the field, the one answer, and beside it the door in figures.

/** @import { Door } from "./door.js" */
/** @import { Tabs } from "./tabs.js" */
import { useLayoutEffect } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Head } from "../../../shared/web/head.js";
import { AnswerPanel } from "./answer-panel.js";
import { FormButtons, OpenForm } from "./forms.js";
import { LatelyList } from "./lately-list.js";
import { LeavingSign, ModeSwitch } from "./mode-switch.js";
import { ResultsList } from "./results-list.js";
import { ScanField, restKeyboard } from "./scan-field.js";
import { isOpen } from "./sessions.js";
import { Parts, ShownTab, TabBar } from "./tab-bar.js";
import { OWN } from "./tabs.js";
import { Tallies } from "./tallies.js";
import { venueName } from "./verdicts.js";
import { t } from "./words.js";

/** @param {{door: Door, tabs: Tabs}} props */
export function DeskPage({ door, tabs }) {
  if (door.refused.value !== undefined) return html`<${Refused} door=${door} />`;
  return html`<${Parts} tabs=${tabs} part="Top" />
    <${DeskHead} door=${door} />
    <${TabBar} tabs=${tabs} />
    <${Parts} tabs=${tabs} part="Under" />
    <${LeavingSign} door=${door} />
    <${CheckIn} door=${door} tabs=${tabs} />
    <${ShownTab} tabs=${tabs} />`;
}

/** Hidden while another tab is shown, never taken away: drawn before the first letter of a scan lands. @param {{door: Door, tabs: Tabs}} props */
function CheckIn({ door, tabs }) {
  const hidden = tabs.shown.value !== OWN;
  useLayoutEffect(() => (hidden ? undefined : restKeyboard()), [hidden]);
  return html`<main class="desk" hidden=${hidden} data-leaving=${door.leaving.value}>
    <h1 class="unseen">${t("desk")}</h1>
    <div class="desk-answer">
      <div class="desk-scan"><${ModeSwitch} door=${door} /><${ScanField} door=${door} toFront=${() => tabs.toFront()} /></div>
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
    const nobody = !door.leaving.value && html`<button class="primary" onClick=${() => door.openForm("walk_in")}>${t("walk_in")}: “${search.query.value.trim()}”</button>`;
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
