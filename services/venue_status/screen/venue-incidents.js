// What is broken at a venue, each a way to its incident.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { sayOwner } from "./incident-lines.js";
import { addressOf } from "./place.js";
import { sayKind } from "./words-of-incidents.js";
import { t } from "./words-of-venue.js";

/** @param {{board: Board, view: VenueView}} props */
export function VenueIncidents({ board, view }) {
  if (view.incidents.length === 0) return null;
  return html`<section aria-label=${t("its_incidents")}><ul class="lines">
    ${view.incidents.map((incident) => html`<li key=${incident.id}><a class="line" data-status=${incident.status} href=${addressOf("incidents", incident.id)}>
      <${Icon} name="siren" /><strong>${sayKind(incident)}</strong><span>${sayOwner(board, incident)}</span></a></li>`)}
  </ul></section>`;
}
