// The board of the centre and of venue heads: figures of every venue, who is missing, what must be settled.

import { render } from "preact";
import { html } from "../../../shared/web/html.js";
import { startPage } from "../../../shared/web/start.js";
import { Board } from "./board-state.js";
import { BoardPage } from "./board-page.js";
import { ICONS } from "./icons.js";

const { api, asked, root, me } = await startPage("/checkin", ICONS);
const board = new Board(api, me, me.pass.venue ?? asked.venue);
render(html`<${BoardPage} board=${board} />`, root);
board.open();
