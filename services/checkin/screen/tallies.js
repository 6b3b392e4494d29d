// The door in figures: who is here of those summoned, and the number that the venue read out beside the list.

/** @import { Door } from "./door.js" */
import { html } from "../../../shared/web/html.js";
import { hour, number } from "../../../shared/web/i18n.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function Tallies({ door }) {
  const { items, line } = door.view.value;
  const totals = items.get(`totals/${door.sessionId.value}/${door.venue}`);
  return html`<section class="tallies" aria-label=${t("counts")}>
    ${totals ? html`<${Figures} totals=${totals} />` : html`<p>${t(line.state === "connecting" ? "counts_loading" : "counts_none")}</p>`}
    <${Counted} said=${items.get(`headcount/${door.venue}/${door.sessionId.value}`)} entered=${totals?.attending} zone=${door.me.conference.zone} />
  </section>`;
}

/** @param {{totals: any}} props */
function Figures({ totals }) {
  const share = totals.summoned ? Math.round((totals.present / totals.summoned) * 100) : 0;
  return html`<p class="tallies-main"><strong data-figure="present">${number(totals.present)}</strong> ${t("present_of", { n: number(totals.summoned) })}</p>
    <meter class="tallies-bar" min="0" max="100" value=${share} aria-label=${t("present_of", { n: number(totals.summoned) })} />
    <dl class="tallies-others">
      <${Figure} word="missing" value=${totals.unexcused} />
      <${Figure} word="inside" value=${totals.inside} />
      <${Figure} word="excused" value=${totals.excused} />
      <${Figure} word="walk_ins" value=${totals.walk_ins} />
      <${Figure} word="substitutes" value=${totals.substituted} />
    </dl>`;
}

/** @param {{word: "missing" | "excused" | "substitutes" | "walk_ins" | "inside", value: number}} props */
function Figure({ word, value }) {
  return html`<div><dt>${t(word)}</dt><dd data-figure=${word}>${number(value)}</dd></div>`;
}

/** @param {{said?: any, entered?: number, zone: string}} props `entered`: of whoever came in, also those who have left */
function Counted({ said, entered, zone }) {
  const counted = said?.count ?? undefined;
  if (counted === undefined) return null;
  const gap = counted - (entered ?? counted);
  return html`<p class="tallies-counted" data-gap=${gap !== 0}>
    ${t("counted", { n: number(counted), time: hour(said.at, zone) })}: ${gap === 0 ? t("no_gap") : t("gap", { gap: (gap > 0 ? "+" : "−") + number(Math.abs(gap)), n: number(entered ?? 0) })}
  </p>`;
}
