// What is wrong, what to try first, a word if there is one; then it goes to the hub.

/** @import { Faults } from "./desk-faults.js" */
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { KINDS, KIND_ICONS } from "./desk-incidents.js";
import { t } from "./desk-words.js";

/** @param {{faults: Faults}} props */
export function FaultForm({ faults }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useLayoutEffect(() => form.current?.querySelector("button")?.focus(), []);
  const kind = faults.kind.value;
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    if (kind) faults.send(kind, String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("word") ?? ""));
  };
  return html`<form id="fault" class="fault-form" ref=${form} aria-label=${t("report")} onSubmit=${submit}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && faults.close()}>
    <fieldset class="fault-kinds"><legend>${t("which_fault")}</legend>
      ${KINDS.map((one) => html`<button key=${one} type="button" aria-pressed=${kind === one} onClick=${() => (faults.kind.value = one)}>
        <${Icon} name=${KIND_ICONS[one] ?? ""} />${t(one)}</button>`)}
    </fieldset>
    ${kind && html`<p class="fault-first"><strong>${t("first")}:</strong> ${t(`first_${kind}`)}</p>
      <div class="field"><label for="fault-word">${t("a_word")}</label>
        <input id="fault-word" name="word" maxlength="300" autocomplete="off" aria-describedby="fault-hint" />
        <p id="fault-hint" class="hint">${t("log_hint")}</p></div>
      <button class="primary fault-send">${t("send_report")}: ${t(kind)}</button>`}
    <button type="button" class="quiet fault-close" onClick=${() => faults.close()}><${Icon} name="x" />${t("cancel")}</button>
  </form>`;
}
