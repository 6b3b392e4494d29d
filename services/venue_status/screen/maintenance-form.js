// Work on a venue's line is planned: from when until when, by the clock of the conference.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { t } from "./words-of-venue.js";
import { fieldOf, momentOf } from "./zoned.js";

const USUAL = 30 * 60_000; // ms

/** @param {{board: Board, view: VenueView, close: () => void}} props */
export function MaintenanceForm({ board, view, close }) {
  const since = useSignal(fieldOf(board.now.peek(), board.zone));
  const until = useSignal(fieldOf(board.now.peek() + USUAL, board.zone));
  const reason = useSignal("");
  const [from, to] = [momentOf(since.value, board.zone), momentOf(until.value, board.zone)];
  const inOrder = from !== undefined && to !== undefined && from < to;
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    if (!inOrder) return;
    const window = { since: new Date(from).toISOString(), until: new Date(to).toISOString() };
    const said = reason.value.trim() ? { reason: reason.value.trim() } : {};
    if (await board.send(`link/${view.id}`, { type: "set_maintenance", venue: view.id, ...window, ...said })) close();
  };
  const field = (/** @type {"from" | "to"} */ name, /** @type {typeof since} */ value) => html`<label class="field">${t(name)}
    <input type="datetime-local" required value=${value.value} onInput=${(/** @type {any} */ event) => (value.value = event.currentTarget.value)} /></label>`;
  return html`<form class="reason" onSubmit=${submit}>
    <p class="hint">${t("window_hint")}</p>
    <div class="fields">${field("from", since)}${field("to", until)}</div>
    ${!inOrder && html`<p class="fault" role="alert">${t("window_order")}</p>`}
    <label class="field">${t("why_maybe")}<input maxlength="300" autocomplete="off" value=${reason.value} onInput=${(/** @type {any} */ event) => (reason.value = event.currentTarget.value)} /></label>
    <div class="deeds"><button class="primary" disabled=${!inOrder}>${t("set_it")}</button><button type="button" onClick=${close}>${t("cancel")}</button></div>
  </form>`;
}
