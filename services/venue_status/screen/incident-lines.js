// Above the tiles: what is broken now and who has it, the worst first, a line each.

/** @import { Board } from "./board-state.js" */
/** @import { Incident } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { inOrderOfWork } from "./incidents.js";
import { sayLength, timeOf } from "./link-words.js";
import { addressOf } from "./place.js";
import { shortName } from "./tile-words.js";
import { openIncidents } from "./venue-views.js";
import { sayKind, t } from "./words-of-incidents.js";

const SHOWN = 3; // lines; the tab has them all
const ON_WALL = 2; // side by side, in letters to be read across a room

/** @param {{board: Board, still?: boolean}} props `still`: on a wall nothing is pressed */
export function IncidentLines({ board, still = false }) {
  const open = inOrderOfWork(openIncidents(board.view.value.items)).filter(({ status }) => status !== "recovered");
  if (open.length === 0) return null;
  const shown = open.slice(0, still ? ON_WALL : SHOWN);
  return html`<ul class="lines" aria-label=${t("open_incidents")}>
    ${shown.map((incident) => html`<li key=${incident.id}><${Line} board=${board} incident=${incident} still=${still} /></li>`)}
    ${open.length > shown.length && html`<li class="lines-more">+ ${t("n_incidents", { n: open.length - shown.length })}</li>`}
  </ul>`;
}

/** @param {{board: Board, incident: Incident, still: boolean}} props */
function Line({ board, incident, still }) {
  const length = sayLength(board.now.value - timeOf(incident.opened_at));
  const inside = html`<${Icon} name="siren" /><strong>${sayKind(incident)}</strong><span>${sayWhere(board, incident)}</span>
    <span>${t("open_for", { length })}</span><span>${sayOwner(board, incident)}</span>`;
  const shown = { class: "line", "data-status": incident.status };
  return still ? html`<p ...${shown}>${inside}</p>` : html`<a ...${shown} href=${addressOf("incidents", incident.id)}>${inside}</a>`;
}

/** One or two venues by name, more by number. @param {Board} board @param {Incident} incident */
export function sayWhere(board, { venues }) {
  if (venues.length > 2) return t("n_venues_touched", { n: venues.length });
  return venues.map((venue) => shortName(board.names.value.get(venue) ?? venue)).join(", ");
}

/** @param {Board} board @param {Incident} incident */
export function sayOwner(board, { status, owner }) {
  if (status === "open" || !owner) return t(`status_${status}`);
  return status === "recovered" || status === "closed" ? t(`status_${status}`) : t("owned_by", { who: board.who(owner) });
}
