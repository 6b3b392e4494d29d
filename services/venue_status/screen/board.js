// The board of links: every venue at a glance, and the hub's work on incidents, line checks and announcements.

import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { startPage } from "../../../shared/web/start.js";
import { BoardPage } from "./board-page.js";
import { Board } from "./board-state.js";
import { ICONS } from "./icons.js";

const { api, root, me } = await startPage("/venues", ICONS);
const board = new Board(api, me);
render(html`<${BoardPage} board=${board} />`, root);
board.open();
