// The incidents: the list, and beside it the one that is open.

/** @import { Board } from "./board-state.js" */
/** @import { Incident } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { IncidentDetail } from "./incident-detail.js";
import { sayOwner, sayWhere } from "./incident-lines.js";
import { inOrderOfWork, isOpen } from "./incidents.js";
import { sayLength, timeOf } from "./link-words.js";
import { addressOf } from "./place.js";
import { thingsOf } from "./venue-views.js";
import { sayKind, t } from "./words-of-incidents.js";

/** @param {{board: Board}} props */
export function IncidentTab({ board }) {
  const closedToo = useSignal(false);
  const { items, line } = board.view.value;
  if (line.state === "connecting") return html`<p class="nothing" role="status">${t("fetching")}</p>`;
  const all = inOrderOfWork(thingsOf(items, "incident"));
  const open = all.filter(isOpen);
  const { id } = board.place.value;
  return html`<div class="pair" data-opened=${Boolean(id)}>
    <section class="pair-list" aria-label=${t("tab_incidents")}>
      ${open.length === 0 && html`<p class="nothing">${t("none_open")}</p>`}
      <ul class="cards">${(closedToo.value ? all : open).map((incident) => html`<li key=${incident.id}><${Card} board=${board} incident=${incident} chosen=${incident.id === id} /></li>`)}</ul>
      ${all.length > open.length && html`<button class="quiet" aria-expanded=${closedToo.value} onClick=${() => (closedToo.value = !closedToo.value)}>
        ${closedToo.value ? t("hide_closed") : t("show_closed", { n: number(all.length - open.length) })}</button>`}
    </section>
    <${Opened} board=${board} id=${id} incident=${all.find((one) => one.id === id)} any=${open.length > 0} />
  </div>`;
}

/** @param {{board: Board, incident: Incident, chosen: boolean}} props */
function Card({ board, incident, chosen }) {
  const ended = incident.status === "closed" ? timeOf(incident.closed_at) : board.now.value;
  return html`<a class="card" href=${addressOf("incidents", incident.id)} data-status=${incident.status} aria-current=${chosen ? "true" : undefined}>
    <strong>${sayKind(incident)}</strong><span>${sayWhere(board, incident)}</span>
    <span class="card-rest">${t("open_for", { length: sayLength(ended - timeOf(incident.opened_at)) })} · ${sayOwner(board, incident)}</span>
  </a>`;
}

/** @param {{board: Board, id: string, incident?: Incident, any: boolean}} props */
function Opened({ board, id, incident, any }) {
  if (incident) return html`<${IncidentDetail} key=${id} board=${board} incident=${incident} />`;
  if (id) return html`<p class="nothing pair-one">${t("not_found")} <a class="button" href=${addressOf("incidents")}>${t("back_to_list")}</a></p>`;
  return any ? html`<p class="nothing pair-one">${t("choose_one")}</p>` : null;
}
