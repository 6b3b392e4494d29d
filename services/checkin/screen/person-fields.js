// Who somebody is that the list does not know: name, title, unit. Nothing else is ever asked.

/** @import { Me } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { display } from "../../../shared/web/vietnamese.js";
import { NeededInput, THREE_LETTERS } from "./needed-input.js";
import { t } from "./words.js";

/** @param {{me: Me, draft?: string, named?: (name: string) => void}} props */
export function PersonFields({ me, draft = "", named }) {
  return html`<div class="field"><label for="person-name">${t("full_name")}</label>
      <${NeededInput} id="person-name" name="name" defaultValue=${draft} pattern=${THREE_LETTERS} maxlength="120" sentence=${t("name_needed")}
        onInput=${(/** @type {any} */ event) => named?.(event.currentTarget.value)} /></div>
    <div class="fields-two"><div class="field"><label for="person-title">${t("title")}</label>
      <input id="person-title" name="title" maxlength="120" autocomplete="off" /></div>
    <div class="field"><label for="person-unit">${t("unit")}</label>
      <input id="person-unit" name="unit" maxlength="160" autocomplete="off" list="units" />
      <datalist id="units">${me.units.map((unit) => html`<option key=${unit.id} value=${unit.name} />`)}</datalist></div></div>
    <p class="hint">${t("privacy")}</p>`;
}

/**
 * The newcomer as typed, under an id of the browser's.
 * @param {HTMLFormElement} form
 */
export function newcomerOf(form) {
  const typed = new FormData(form);
  /** @param {string} field */
  const of = (field) => display(String(typed.get(field) ?? ""));
  return { id: uuid7(), name: of("name"), title: of("title"), unit: of("unit") };
}
