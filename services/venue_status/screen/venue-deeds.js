// What the hub does at a venue: note what it hears by phone, open an incident, plan maintenance. One form at a time.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { DeclareForm } from "./declare-form.js";
import { MaintenanceForm } from "./maintenance-form.js";
import { OpenIncidentForm } from "./open-incident-form.js";
import { t } from "./words-of-venue.js";
import { sayMoment } from "./zoned.js";

const FORMS = { declare: DeclareForm, open: OpenIncidentForm, maintain: MaintenanceForm };
const NAMES = /** @type {(keyof typeof FORMS)[]} */ (Object.keys(FORMS));

/** @param {{board: Board, view: VenueView}} props */
export function VenueDeeds({ board, view }) {
  const form = useSignal(/** @type {keyof typeof FORMS | undefined} */ (undefined));
  const shown = form.value;
  const close = () => (form.value = undefined);
  return html`<div class="deeds">
      ${NAMES.map((name) => html`<button key=${name} aria-expanded=${shown === name} onClick=${() => (form.value = shown === name ? undefined : name)}>${t(`do_${name}`)}</button>`)}
    </div>
    ${shown && html`<${FORMS[shown]} key=${shown} board=${board} view=${view} close=${close} />`}
    <${Windows} board=${board} view=${view} />`;
}

/** @param {{board: Board, view: VenueView}} props */
function Windows({ board, view }) {
  const windows = view.link?.windows ?? [];
  if (windows.length === 0) return null;
  const at = (/** @type {string} */ moment) => sayMoment(moment, board.now.value, board.zone);
  return html`<section class="deeds" aria-label=${t("maintenance_windows")}>
    ${windows.map(({ id, since, until, reason }) => html`<button key=${id} onClick=${() => board.send(`link/${view.id}`, { type: "cancel_maintenance", venue: view.id, window: id })}>
      ${t("cancel_window", { since: at(since), until: at(until) })}${reason && ` · “${reason}”`}</button>`)}
  </section>`;
}
