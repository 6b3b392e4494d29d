// Something is broken at a venue, as the hub hears it: one press for what, with a word if needed.

/** @import { Board } from "./board-state.js" */
/** @import { Trouble, VenueView } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { addressOf } from "./place.js";
import { t } from "./words-of-venue.js";

/** @type {Trouble[]} */
const KINDS = ["no_picture", "no_sound", "link_lost", "other"];

/** @param {{board: Board, view: VenueView, close: () => void}} props */
export function OpenIncidentForm({ board, view }) {
  const reason = useSignal("");
  /** @param {Trouble} kind */
  const open = async (kind) => {
    const incident = uuid7();
    const said = reason.value.trim() ? { reason: reason.value.trim() } : {};
    const taken = await board.send(`link/${view.id}`, { type: "open_incident", incident, venue: view.id, kind, ...said });
    if (taken) location.hash = addressOf("incidents", incident);
  };
  return html`<div class="reason" role="group" aria-label=${t("what_is_broken")}>
    <label class="field">${t("why_maybe")}<input maxlength="300" autocomplete="off" value=${reason.value} onInput=${(/** @type {any} */ event) => (reason.value = event.currentTarget.value)} /></label>
    <p class="hint">${t("why_hint")}</p>
    <p><strong>${t("what_is_broken")}</strong></p>
    <div class="deeds">${KINDS.map((kind) => html`<button key=${kind} onClick=${() => open(kind)}>${t(`kind_${kind}`)}</button>`)}</div>
  </div>`;
}
