// How the venue says its line is: stands beside what is measured, and never hides it.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { sayState } from "./link-words.js";
import { t } from "./words-of-venue.js";

/** @param {{board: Board, view: VenueView, close: () => void}} props */
export function DeclareForm({ board, view, close }) {
  const reason = useSignal("");
  /** @param {"up" | "degraded" | "down" | null} state */
  const declare = async (state) => {
    const seen = view.link ? { seen: view.link.revision } : {};
    const said = reason.value.trim() ? { reason: reason.value.trim() } : {};
    if (await board.send(`link/${view.id}`, { type: "declare_link", venue: view.id, state, ...said, ...seen })) close();
  };
  return html`<div class="reason" role="group" aria-label=${t("how_is_it")}>
    <label class="field">${t("why_maybe")}<input maxlength="300" autocomplete="off" value=${reason.value} onInput=${(/** @type {any} */ event) => (reason.value = event.currentTarget.value)} /></label>
    <p class="hint">${t("why_hint")}</p>
    <p><strong>${t("how_is_it")}</strong></p>
    <div class="deeds">
      ${/** @type {const} */ (["up", "degraded", "down"]).map((state) => html`<button key=${state} onClick=${() => declare(state)}>${sayState(state)}</button>`)}
      ${view.link?.declared && html`<button onClick=${() => declare(null)}>${t("take_back")}</button>`}
    </div>
  </div>`;
}
