// The last 60 minutes of a link, drawn: what it was, and hatched where we ourselves did not watch.

/** @import { VenueView } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { stripOf } from "./strip.js";
import { sayStrip } from "./tile-words.js";

/** @param {{view: VenueView, now: number}} props */
export function HistoryStrip({ view, now }) {
  const stretches = stripOf(view.link, view.state, now);
  return html`<span class="strip" role="img" aria-label=${sayStrip(view, now)}>
    ${stretches.map(({ state, ms }, at) => html`<span key=${at} data-state=${state} style=${{ flexGrow: String(ms / 1000) }}></span>`)}
  </span>`;
}
