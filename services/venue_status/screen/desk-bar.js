// The fault button, one tap away on every tab; below the tabs its form, what became of reports, and trouble of the link.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { Beats } from "./desk-beats.js" */
/** @import { Faults, Report } from "./desk-faults.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { FaultForm } from "./desk-fault-form.js";
import { KIND_ICONS, STATUS_ICONS } from "./desk-incidents.js";
import { iconOf, isTrouble } from "./desk-link.js";
import { t } from "./desk-words.js";

/** @param {{faults: Faults}} props */
export function FaultButton({ faults }) {
  const open = faults.isOpen.value;
  return html`<button class="fault-button" aria-expanded=${open} aria-controls=${open ? "fault" : undefined} onClick=${() => faults.toggle()}>
    <${Icon} name="siren" />${t("report")}</button>`;
}

/** @param {{desk: LineDesk, faults: Faults, beats?: Beats}} props */
export function Under({ desk, faults, beats }) {
  return html`<div class="under">
    ${isTrouble(desk.seen.value) && html`<${TroubleStrip} seen=${desk.seen.value} heard=${beats?.heard.value === true} />`}
    ${faults.shown.value.map((report) => html`<${ReportStrip} key=${report.incident} faults=${faults} report=${report} />`)}
    ${faults.isOpen.value && html`<${FaultForm} faults=${faults} />`}
  </div>`;
}

/** `heard`: the hub has this page's beats, and counts a few before it calls the line back. @param {{seen: import("./desk-link.js").Seen, heard: boolean}} props */
function TroubleStrip({ seen, heard }) {
  const isBack = heard && (seen === "down" || seen === "stale");
  const tone = seen === "down" && !isBack ? "refused" : "look";
  return html`<p class="strip" data-tone=${tone} role="status">
    <${Icon} name=${isBack ? "hourglass" : iconOf(seen)} /><span>${t(/** @type {any} */ (isBack ? "trouble_back" : `trouble_${seen}`))}</span></p>`;
}

/** @param {{faults: Faults, report: Report}} props */
function ReportStrip({ faults, report }) {
  const sent = faults.sent(report);
  const refused = sent?.how === "refused";
  const incident = faults.incident(report.incident);
  const icon = sent ? (refused ? "octagon-x" : "hourglass") : STATUS_ICONS[incident?.status] ?? "circle-check";
  return html`<p class="strip" data-tone=${sent ? (refused ? "refused" : "waiting") : "in"} data-report=${sent?.how ?? "has"} role="status">
    <${Icon} name=${sent ? icon : "circle-check"} />
    <span><strong><${Icon} name=${KIND_ICONS[report.kind] ?? ""} /> ${t(report.kind)}</strong>: ${sayReport(faults, report)}</span>
    ${(!sent || refused) && html`<button onClick=${() => faults.putAway(report)}><${Icon} name="x" /><span class="unseen">${t("put_away")}</span></button>`}
  </p>`;
}

/** @param {Faults} faults @param {Report} report */
function sayReport(faults, report) {
  const sent = faults.sent(report);
  if (sent) return sent.sentence ?? t(/** @type {any} */ (`report_${sent.how}`));
  const incident = faults.incident(report.incident);
  const moved = incident && incident.status !== "open";
  return moved ? t(/** @type {any} */ (`status_${incident.status}`), { who: faults.desk.who(incident.owner ?? "") }) : t("report_has");
}
