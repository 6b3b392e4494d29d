// The tab itself: how the hub sees this line, what is broken here, and the round of checks that is due.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { Beats } from "./desk-beats.js" */
import { html } from "../../../shared/web/html.js";
import { hour, percent } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { CheckList } from "./desk-check-list.js";
import { IncidentList } from "./desk-incident-list.js";
import { iconOf } from "./desk-link.js";
import { t } from "./desk-words.js";
import { sayHeard, timeOf } from "./link-words.js";

/** @param {{desk: LineDesk, beats?: Beats}} props */
export function LinePage({ desk, beats }) {
  return html`<div class="line">
    <div class="line-side"><${LinkCard} desk=${desk} beats=${beats} /><${IncidentList} desk=${desk} /></div>
    <${CheckList} desk=${desk} />
  </div>`;
}

/** @param {{desk: LineDesk, beats?: Beats}} props */
function LinkCard({ desk, beats }) {
  const seen = desk.seen.value;
  return html`<section class="link-card" data-seen=${seen}>
    <h2>${t("hub_sees")}</h2>
    <p class="link-state"><${Icon} name=${iconOf(seen)} /><strong>${t(`state_${seen}`)}</strong></p>
    ${seen === "unknown" && html`<p>${t("not_known")}</p>`}
    <${Facts} desk=${desk} />
    ${beats && html`<p class="hint">${t(beats.heard.value === false ? "beats_unheard" : "beats_heard")}</p>`}
  </section>`;
}

/** @param {{desk: LineDesk}} props */
function Facts({ desk }) {
  const link = desk.link.value;
  if (!link) return null;
  const { rtt, jitter, loss, declared, windows } = link;
  const at = (/** @type {string} */ moment) => hour(moment, desk.zone);
  const now = desk.now.value;
  const open = windows.find(({ since, until }) => timeOf(since) <= now && now < timeOf(until));
  const { since } = open ?? link;
  return html`<ul class="link-facts">
    ${link.last_seen && html`<li>${t("last_sign", { ago: sayHeard(link, now) })}</li>`}
    ${since && html`<li>${t("since", { time: at(since) })}</li>`}
    ${rtt !== null && html`<li class="link-measures">${t("measures", { rtt: Math.round(rtt), jitter: Math.round(jitter ?? 0), loss: percent(loss ?? 0).replace(" ", "\u00a0") })}</li>`}
    ${declared && html`<li>${t("declared", { who: desk.who(declared.by), time: at(declared.at), state: t(/** @type {any} */ (`state_${declared.state}`)) })}</li>`}
    ${open && html`<li>${t("maintenance_until", { time: at(open.until) })}${open.reason && ` (${open.reason})`}</li>`}
  </ul>`;
}
