// The tab "line" of the check-in desk, and what every tab must show: the hub's announcements, the link, the fault button.

/** @import { Host, Tab } from "../../../shared/web/guest.js" */
import { html } from "../../../shared/web/html.js";
import { loadIcons } from "../../../shared/web/icons.js";
import { FaultButton, Under } from "./desk-bar.js";
import { Banner } from "./desk-banner.js";
import { startBeats } from "./desk-beating.js";
import { Faults } from "./desk-faults.js";
import { ICONS } from "./desk-icons.js";
import { LineMark } from "./desk-mark.js";
import { LinePage } from "./desk-line.js";
import { LineDesk } from "./desk-state.js";

const SHEETS = ["desk-banner.css", "desk-always.css", "desk-fault.css", "desk-line.css", "desk-checks.css"];

/** @param {Host} host @returns {Promise<Tab>} */
export async function open(host) {
  loadIcons("/venues/npm/lucide-static/icons", ICONS);
  await Promise.all(SHEETS.map(loadSheet));
  const desk = new LineDesk(host);
  const faults = new Faults(desk);
  const beats = startBeats(desk);
  desk.open();
  return {
    Top: () => html`<${Banner} desk=${desk} />`,
    Bar: () => html`<${FaultButton} faults=${faults} />`,
    Under: () => html`<${Under} desk=${desk} faults=${faults} beats=${beats} />`,
    Mark: () => html`<${LineMark} desk=${desk} />`,
    Page: () => html`<${LinePage} desk=${desk} beats=${beats} />`,
  };
}

/** What cannot be had leaves the tab plain, but there. @param {string} name @returns {Promise<void>} */
function loadSheet(name) {
  return new Promise((resolve) => {
    const done = () => resolve();
    const sheet = { rel: "stylesheet", href: `/venues/screen/${name}`, onload: done, onerror: done };
    document.head.append(Object.assign(document.createElement("link"), sheet));
  });
}
