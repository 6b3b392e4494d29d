// Choose one person of the list by name or code, inside a form.

/** @import { Door } from "./door.js" */
/** @import { Found } from "./search.js" */
import { useMemo } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { ResultsList } from "./results-list.js";
import { Search } from "./search.js";
import { t } from "./words.js";

/** @param {{id: string, label: string, chosen: import("@preact/signals").Signal<Found | undefined>, door: Door}} props */
export function PersonPicker({ id, label, chosen, door }) {
  const { conference, venue } = door.place;
  const search = useMemo(() => new Search(door.api, { conference, venue }, { codes: true }), []);
  const person = chosen.value;
  if (person) {
    return html`<div class="picked"><p><strong>${label}</strong></p>
      <p>${person.name} · ${person.title} · ${person.unit} · <span class="code">${person.code}</span></p>
      <button type="button" onClick=${() => (chosen.value = undefined)}>${t("change")}</button></div>`;
  }
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} autocomplete="off" placeholder=${t("picker_hint")} value=${search.query.value}
      onInput=${(/** @type {any} */ event) => search.type(event.currentTarget.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.preventDefault()} />
    ${search.results.value.kind !== "idle" && html`<${ResultsList} id=${`${id}-results`} search=${search} isInside=${(/** @type {string} */ who) => door.isInside(who)}
      pick=${(/** @type {Found} */ found) => (chosen.value = found)} />`}</div>`;
}
