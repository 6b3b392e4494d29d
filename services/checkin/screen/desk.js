// The check-in desk: opens with the pass in its address, shows the door it belongs to, and answers every scan.

import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { startPage } from "../../../shared/web/start.js";
import { DeskPage } from "./desk-page.js";
import { Door } from "./door.js";
import { ICONS } from "./icons.js";
import { Myself } from "./myself.js";
import { restKeyboard } from "./scan-field.js";
import { Tabs } from "./tabs.js";
import { chooseVenue } from "./venue-choice.js";

const { api, asked, root, me } = await startPage("/checkin", ICONS);
const ownPage = me.pass.role === "participant";
const venue = me.pass.venue ?? asked.venue ?? (await chooseVenue(me, root, ownPage));
const door = new Door(api, me, venue);
const tabs = new Tabs({ me, venue, pass: api.pass, time: api.time, waiting: door.waiting, rest: restKeyboard });
render(ownPage ? html`<${Myself} door=${door} />` : html`<${DeskPage} door=${door} tabs=${tabs} />`, root);
if (!ownPage) {
  door.open();
  tabs.open();
}
