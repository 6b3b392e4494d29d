// The check-in desk: opens with the pass in its address, shows the door it belongs to, and answers every scan.

import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { language } from "../../../shared/web/i18n.js";
import { loadIcons } from "../../../shared/web/icons.js";
import { Opening, openWith } from "../../../shared/web/opening.js";
import { Api, passOf } from "../../../shared/web/pass.js";
import { startTheme } from "../../../shared/web/theme.js";
import { DeskPage } from "./desk-page.js";
import { Door } from "./door.js";
import { ICONS } from "./icons.js";
import { Myself } from "./myself.js";
import { chooseVenue } from "./venue-choice.js";

const root = /** @type {HTMLElement} */ (document.getElementById("page"));
const asked = Object.fromEntries(new URLSearchParams(location.search));

async function start() {
  startTheme();
  document.documentElement.lang = language.value;
  render(html`<${Opening} />`, root);
  const api = new Api("/checkin/api", passOf(location), () => language.value);
  loadIcons("/checkin/npm/lucide-static/icons", ICONS);
  const me = await openWith(api, asked.conference ? { conference: asked.conference } : {});
  const venue = me.pass.venue ?? asked.venue ?? (await chooseVenue(me, root));
  const door = new Door(api, me, venue);
  render(html`<${me.pass.role === "participant" ? Myself : DeskPage} door=${door} />`, root);
  door.open();
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/checkin/web/fonts.css" }));
}

start();
