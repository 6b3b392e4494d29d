// A pass of the centre holds at every venue: it says first at which one this desk stands.

/** @import { Me, Venue } from "./types.js" */
import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { t } from "./words.js";

/** @param {Me} me @param {HTMLElement} root @returns {Promise<string>} */
export function chooseVenue(me, root) {
  return new Promise((resolve) => {
    /** @param {Venue} venue */
    const choose = (venue) => {
      const address = new URL(location.href);
      address.searchParams.set("venue", venue.id);
      history.replaceState(null, "", address);
      resolve(venue.id);
    };
    render(html`<main class="opening"><h1>${t("choose_venue")}</h1>
      <ul class="venues">${me.venues.map((venue) => html`<li key=${venue.id}><button onClick=${() => choose(venue)}>${venue.name}</button></li>`)}</ul></main>`, root);
  });
}
