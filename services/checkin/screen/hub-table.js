// Every venue in one line, and the whole above them (a venue's own pass: that venue alone); the list and the number read out stand side by side.

/** @import { Board } from "./board-state.js" */
import { html } from "../../../shared/web/html.js";
import { number, percent } from "../../../shared/web/i18n.js";
import { inOrder } from "./venue-choice.js";
import { venueName } from "./verdicts.js";
import { t } from "./words-of-board.js";

/** @param {{board: Board}} props */
export function HubTable({ board }) {
  const { items } = board.view.value;
  const session = board.session.value?.id;
  const own = board.seesAll ? undefined : board.venue;
  const whole = items.get(`totals/${session}/${own ?? "*"}`);
  if (!whole) return html`<p class="nothing">${t(board.view.value.line.state === "connecting" ? "counts_loading" : "counts_none")}</p>`;
  const rows = inOrder(board.me.venues.filter(({ id }) => !own || id === own)).map((venue) => ({
    venue,
    totals: items.get(`totals/${session}/${venue.id}`),
    counted: items.get(`headcount/${venue.id}/${session}`)?.count,
  }));
  return html`<${Whole} totals=${whole} of=${own ? venueName(own, board.me) : t("all_venues")} />
    <div class="board-scroll" tabindex="0" role="region" aria-label=${t("tab_hub")}>
      <table class="board-table"><${Columns} /><tbody>${rows.map((row) => html`<${VenueRow} key=${row.venue.id} ...${row} />`)}</tbody></table>
    </div>`;
}

/** @param {{totals: any, of: string}} props */
function Whole({ totals, of }) {
  const twice = totals.present + totals.substituted + totals.walk_ins - totals.attending; // present, and for somebody too
  return html`<section class="whole" aria-label=${of}>
    <p class="whole-main"><strong data-figure="present">${number(totals.present)}</strong> ${t("present_of", { n: number(totals.summoned) })} · ${share(totals)}</p>
    <dl>
      ${/** @type {const} */ (["missing", "excused", "substitutes", "walk_ins", "attending"]).map((word) => html`
        <div key=${word}><dt>${t(word)}</dt><dd data-figure=${word}>${number(totals[FIELDS[word]])}</dd></div>`)}
    </dl>
    ${twice > 0 && html`<p class="hint">${t("each_once", { n: number(twice) })}</p>`}
  </section>`;
}

const FIELDS = { missing: "unexcused", excused: "excused", substitutes: "substituted", walk_ins: "walk_ins", attending: "attending" };

/** @param {{present: number, summoned: number}} totals */
const share = ({ present, summoned }) => (summoned ? percent(present / summoned) : "–");

function Columns() {
  const names = /** @type {const} */ (["present", "summoned", "share", "missing_short", "excused_short", "substitutes_short", "walk_ins_short", "head_count_said"]);
  return html`<thead><tr><th scope="col">${t("venue")}</th>${names.map((name) => html`<th key=${name} scope="col" class="figure">${t(name)}</th>`)}</tr></thead>`;
}

/** @param {{venue: {id: string, name: string}, totals: any, counted?: number}} props */
function VenueRow({ venue, totals, counted }) {
  if (!totals) return html`<tr data-venue=${venue.id}><th scope="row">${venue.name}</th><td colspan="8">–</td></tr>`;
  const figures = [totals.present, totals.summoned, null, totals.unexcused, totals.excused, totals.substituted, totals.walk_ins];
  return html`<tr data-venue=${venue.id}><th scope="row">${venue.name}</th>
    ${figures.map((figure, at) => html`<td key=${at} class=${at === 0 ? "figure main" : "figure"}>${figure === null ? share(totals) : number(figure)}</td>`)}
    <td class="figure">${sayCount(counted, totals.attending)}</td></tr>`;
}

/** The number read out, and how far it is from the list. @param {number | undefined | null} counted @param {number} listed */
function sayCount(counted, listed) {
  if (counted === undefined || counted === null) return html`<span class="hint">${t("not_said")}</span>`;
  const gap = counted - listed;
  return gap === 0 ? number(counted) : html`${number(counted)} <strong class="gap">(${gap > 0 ? "+" : "−"}${number(Math.abs(gap))})</strong>`;
}
