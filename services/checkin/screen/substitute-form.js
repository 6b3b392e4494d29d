// Somebody comes in a summoned person's place: who was summoned, who came, and whether the chair agreed.

/** @import { Door } from "./door.js" */
/** @import { Found } from "./search.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { substitute } from "./deeds.js";
import { PersonFields, newcomerOf } from "./person-fields.js";
import { PersonPicker } from "./person-picker.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function SubstituteForm({ door }) {
  const summoned = useSignal(/** @type {Found | undefined} */ (undefined));
  const came = useSignal(/** @type {Found | undefined} */ (undefined));
  const listed = useSignal(false);
  const fault = useSignal(false);
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    fault.value = !summoned.value || (listed.value && !came.value);
    if (!fault.value) record(door, form, /** @type {Found} */ (summoned.value), listed.value ? came.value : undefined);
  };
  return html`<form class="fields" onSubmit=${submit}>
    <${PersonPicker} id="summoned" label=${t("whose_place")} chosen=${summoned} door=${door} />
    <fieldset class="choice"><legend>${t("who_came")}</legend>
      <button type="button" aria-pressed=${!listed.value} onClick=${() => (listed.value = false)}>${t("came_new")}</button>
      <button type="button" aria-pressed=${listed.value} onClick=${() => (listed.value = true)}>${t("came_listed")}</button>
    </fieldset>
    ${listed.value ? html`<${PersonPicker} id="came" label=${t("came_listed")} chosen=${came} door=${door} />` : html`<${PersonFields} me=${door.me} />`}
    <label class="tick"><input type="checkbox" name="consent" />${t("consent")}</label>
    <p class="hint">${t("consent_hint")}</p>
    ${fault.value && html`<p class="fault" role="alert">${t("both_needed")}</p>`}
    <button class="primary">${t("record_substitute")}</button>
  </form>`;
}

/** @param {Door} door @param {HTMLFormElement} form @param {Found} summoned @param {Found} [came] of the list */
function record(door, form, summoned, came) {
  const consent = new FormData(form).has("consent");
  const newcomer = came ? undefined : newcomerOf(form);
  const id = came?.id ?? newcomer?.id ?? "";
  door.send(substitute(door.place, summoned.id, { id, listed: Boolean(came) }, consent), { newcomer, person: came });
}
