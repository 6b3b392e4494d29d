// What is broken here: the first step to try, who has it, and what to press next.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { Step } from "./desk-incidents.js" */
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { KIND_ICONS, STATUS_ICONS, isWatched, lastWord, standing, stepsOf } from "./desk-incidents.js";
import { t } from "./desk-words.js";

/** @param {{desk: LineDesk}} props */
export function IncidentList({ desk }) {
  const incidents = standing(desk.view.value.items.kind("incident"));
  return html`<section class="incidents">
    <h2>${t("incidents")}</h2>
    ${incidents.length === 0 && html`<p>${t("no_incidents")}</p>`}
    ${incidents.map((incident) => html`<${Incident} key=${incident.id} desk=${desk} incident=${incident} />`)}
  </section>`;
}

/** @param {{desk: LineDesk, incident: any}} props */
function Incident({ desk, incident }) {
  const { kind, status, cause, venues, opened_at, owner } = incident;
  const word = lastWord(incident);
  return html`<article class="incident" data-status=${status}>
    <h3><${Icon} name=${KIND_ICONS[kind] ?? ""} />${t(kind)}</h3>
    <p>${t("from_time", { time: hour(opened_at, desk.zone) })} · ${t(/** @type {any} */ (`cause_${cause}`), { n: venues.length })}</p>
    <p class="incident-status"><${Icon} name=${STATUS_ICONS[status] ?? ""} /><strong>${t(/** @type {any} */ (`status_${status}`), { who: desk.who(owner ?? "") })}</strong></p>
    ${!isWatched(incident) && html`<p class="incident-first"><strong>${t("first")}:</strong> ${t(/** @type {any} */ (`first_${kind}`))}</p>`}
    ${word && html`<p>${t("last_word", { word })}</p>`}
    <${Steps} desk=${desk} incident=${incident} />
  </article>`;
}

/** A step names the revision that was seen: if somebody was quicker, it is refused and what is new is shown. @param {{desk: LineDesk, incident: any}} props */
function Steps({ desk, incident }) {
  const sent = desk.sent.value[incident.id];
  const under = sent && sent.how !== "refused";
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const word = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("word"));
    const type = /** @type {Step | "note"} */ (/** @type {HTMLButtonElement} */ (event.submitter).value);
    const typed = word?.value.trim() ?? "";
    if (type === "note" && typed.length < 3) return word?.focus();
    if ((await desk.send(incident.id, commandOf(type, incident, typed))) && word) word.value = "";
  };
  return html`<form class="incident-steps" onSubmit=${submit}>
    ${sent?.sentence && html`<p class="fault" role="alert">${sent.sentence}</p>`}
    ${under && html`<p role="status">${t(sent.how === "sending" ? "saving" : "save_waits")}</p>`}
    ${stepsOf(incident).map((step, at) => html`<button key=${step} value=${step} class=${at === 0 && !isWatched(incident) ? "primary" : ""} disabled=${under}>${t(`step_${step}`)}</button>`)}
    ${!isWatched(incident) && html`<${Word} incident=${incident} under=${under} />`}
  </form>`;
}

/** Goes with whichever step is pressed, or alone. @param {{incident: any, under: boolean}} props */
function Word({ incident, under }) {
  return html`<div class="incident-word"><label for=${`word-${incident.id}`}>${t("note_for_hub")}</label>
    <input id=${`word-${incident.id}`} name="word" maxlength="300" autocomplete="off" />
    <button value="note" disabled=${under}>${t("step_note")}</button></div>`;
}

/** @param {Step | "note"} type @param {any} incident @param {string} word "" for none */
function commandOf(type, { id, revision }, word) {
  const seen = type === "note" ? {} : { seen: revision };
  const reason = word || (type === "close" ? t("step_close") : "");
  return { type, incident: id.slice("incident/".length), ...seen, ...(reason ? { reason } : {}) };
}
