// A line to say why; with three letters at least where a deed is only taken with a reason.

import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { t } from "./words-of-incidents.js";

const SHORTEST = 3; // letters, as the commands have it

/** @param {{label: string, needed: boolean, send: (reason: string) => void, cancel: () => void}} props */
export function ReasonForm({ label, needed, send, cancel }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const typed = (field.current?.value ?? "").trim();
    if (!needed || typed.length >= SHORTEST) send(typed);
  };
  return html`<form class="reason" onSubmit=${submit} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && (event.stopPropagation(), event.preventDefault(), cancel())}>
    <label class="field">${label}<input ref=${field} name="reason" minlength=${needed ? SHORTEST : 0} maxlength="300" required=${needed} autocomplete="off" /></label>
    <p class="hint">${t("why_hint")}</p>
    <div class="deeds"><button class="primary">${t("record")}</button><button type="button" onClick=${cancel}>${t("cancel")}</button></div>
  </form>`;
}
