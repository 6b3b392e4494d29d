// A pass that holds at every venue says first at which one it is used: a desk of the centre, a participant online.

/** @import { Me, Venue } from "./types.js" */
import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { OpeningHead } from "../../../shared/web/opening.js";
import { t } from "./words.js";

/** DC2 before DC10. @param {Venue[]} venues */
export const inOrder = (venues) => [...venues].sort((one, other) => one.id.localeCompare(other.id, "vi", { numeric: true }));

/**
 * @param {Me} me
 * @param {HTMLElement} root
 * @param {boolean} online only venues where people check themselves in; a single one needs no question
 * @returns {Promise<string>}
 */
export function chooseVenue(me, root, online) {
  const venues = inOrder(me.venues).filter((venue) => !online || venue.kind === "online");
  if (online && venues.length === 1) return Promise.resolve(venues[0]?.id ?? "");
  return new Promise((resolve) => {
    /** @param {Venue} venue */
    const choose = (venue) => {
      const address = new URL(location.href);
      address.searchParams.set("venue", venue.id);
      history.replaceState(null, "", address);
      resolve(venue.id);
    };
    render(html`<${Choice} online=${online} venues=${venues} choose=${choose} />`, root);
  });
}

/** @param {{online: boolean, venues: Venue[], choose: (venue: Venue) => void}} props */
function Choice({ online, venues, choose }) {
  return html`<${OpeningHead} /><main class="opening"><h1>${t(online ? "choose_online" : "choose_venue")}</h1>
    <ul class="venues">${venues.map((venue) => html`<li key=${venue.id}><button onClick=${() => choose(venue)}>${venue.name}</button></li>`)}</ul></main>`;
}
