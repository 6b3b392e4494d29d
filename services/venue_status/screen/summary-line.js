// All venues in one line: how many are how. A count is also a button that shows those venues alone.

/** @import { LinkState, VenueView } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { STATES, STATE_ICONS, sayState } from "./link-words.js";
import { summaryOf } from "./ordering.js";
import { t } from "./words.js";

const ALWAYS = ["down", "stale", "degraded", "up"]; // a zero is good to see there; the others only when they are

/** @param {{views: VenueView[], only?: LinkState, choose?: (state: LinkState | undefined) => void, children?: any}} props without `choose` nothing is pressed */
export function SummaryLine({ views, only, choose, children }) {
  const { counts, present, expected, waiting } = summaryOf(views);
  const shown = STATES.filter((state) => counts[state] > 0 || ALWAYS.includes(state));
  return html`<section class="summary" aria-label=${t("summary")}>
    <ul>${shown.map((state) => html`<li key=${state}><${Count} state=${state} n=${counts[state]} only=${only} choose=${choose} /></li>`)}</ul>
    <p><${Icon} name="users" />${t("in_all", { present: number(present), expected: number(expected) })}</p>
    ${waiting > 0 && choose && html`<p><${Icon} name="inbox" />${t("deeds_waiting", { n: number(waiting) })}</p>`}
    ${children}
  </section>`;
}

/** @param {{state: LinkState, n: number, only?: LinkState, choose?: (state: LinkState | undefined) => void}} props */
function Count({ state, n, only, choose }) {
  const inside = html`<${Icon} name=${STATE_ICONS[state]} /><strong>${number(n)}</strong><span>${sayState(state)}</span>`;
  const shown = { class: "count", "data-state": state, "data-none": n === 0 };
  if (!choose) return html`<span ...${shown}>${inside}</span>`;
  const chosen = only === state;
  return html`<button ...${shown} aria-pressed=${chosen} onClick=${() => choose(chosen ? undefined : state)}>${inside}</button>`;
}
