// The hub's word, above everything until somebody here has read it: one at a time, the urgent ones first.

/** @import { LineDesk } from "./desk-state.js" */
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { idOf, unread } from "./desk-announcements.js";
import { t } from "./desk-words.js";

/** @param {{desk: LineDesk}} props */
export function Banner({ desk }) {
  if (!desk.isOfVenue) return null;
  const { items } = desk.view.value;
  const all = unread(items.kind("announcement"), items.kind("ack"), desk.venue);
  const sent = all.map((one) => desk.sent.value[thingOf(one)]);
  const open = all.filter((_, at) => !sent[at] || sent[at]?.how === "refused");
  const late = sent.some((one) => one && one.how !== "sending" && one.how !== "refused");
  return html`${late && html`<p class="strip" data-tone="waiting" role="status"><${Icon} name="hourglass" /><span>${t("read_waits")}</span></p>`}
    ${open[0] && html`<${Announcement} key=${open[0].id} desk=${desk} announcement=${open[0]} behind=${open.length - 1} />`}`;
}

/** @param {import("../../../shared/web/items.js").Item} announcement */
const thingOf = (announcement) => `ack/${idOf(announcement)}`;

/** The keyboard stays where it is: the next scan must not press the button. @param {{desk: LineDesk, announcement: any, behind: number}} props */
function Announcement({ desk, announcement, behind }) {
  const { urgent, text, at } = announcement;
  const sent = desk.sent.value[thingOf(announcement)];
  const read = () => desk.send(thingOf(announcement), { type: "acknowledge_announcement", announcement: idOf(announcement) });
  return html`<section class="banner" data-urgent=${Boolean(urgent)} aria-label=${t("announcement")}>
    <div class="banner-said" role="alert">
      <p class="banner-from"><${Icon} name=${urgent ? "siren" : "megaphone"} />
        ${urgent && html`<strong class="banner-urgent">${t("urgent")}</strong>`}
        <span>${t("announcement")} · ${hour(at, desk.zone)}${behind > 0 && ` · ${t("more_behind", { n: behind })}`}</span></p>
      <p class="banner-text">${text}</p>
      ${sent?.sentence && html`<p>${sent.sentence}</p>`}
    </div>
    <button class="banner-read" onClick=${read}><${Icon} name="check" />${t("read")}</button>
  </section>`;
}
