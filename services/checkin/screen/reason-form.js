// Why: one press for the usual reasons, a line for the others.

import { html } from "../../../shared/web/html.js";
import { NeededInput, THREE_LETTERS } from "./needed-input.js";
import { t } from "./words.js";

/** @type {Record<string, string[]>} */
const USUAL = {
  inside: ["reason_is_here", "reason_seen_wrong"],
  full: ["reason_seats", "reason_head_agrees"],
  undo: ["reason_wrong_person", "reason_went_away", "reason_slip"],
};

/** @param {{kind: string, send: (reason: string) => void, cancel: () => void}} props */
export function ReasonForm({ kind, send, cancel }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    send(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("reason") ?? "").trim());
  };
  return html`<form class="reasons" onSubmit=${submit}>
    <p class="reasons-why">${t("why")}</p>
    <div class="answer-actions">
      ${(USUAL[kind] ?? []).map((word) => html`<button type="button" key=${word} class="lesser" onClick=${() => send(t(/** @type {any} */ (word)))}>${t(/** @type {any} */ (word))}</button>`)}
    </div>
    <div class="reasons-other">
      <${NeededInput} id="reason" name="reason" aria-label=${t("other_reason")} placeholder=${t("other_reason")} pattern=${THREE_LETTERS}
        maxlength="300" sentence=${t("reason_needed")} />
      <button class="lesser">${t("send")}</button>
      <button type="button" class="lesser" onClick=${cancel}>${t("cancel")}</button>
    </div>
    <p>${t("why_hint")}</p>
  </form>`;
}
