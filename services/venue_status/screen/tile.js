// One venue on the board: the state in colour, icon and word, then the name, then what stands beside it.

/** @import { Board } from "./board-state.js" */
/** @import { VenueView } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { HistoryStrip } from "./history-strip.js";
import { STATE_ICONS } from "./link-words.js";
import { addressOf } from "./place.js";
import { sayTile, shortName } from "./tile-words.js";

/** @param {{board: Board, view: VenueView, still?: boolean}} props `still`: on a wall nothing is pressed */
export function Tile({ board, view, still = false }) {
  const said = sayTile(view, board.now.value, board.zone);
  const wrong = view.state === "up" ? said.flags.find(({ name }) => name === "wrong") : undefined;
  const inside = html`<span class="tile-band"><${Icon} name=${STATE_ICONS[view.state]} /><span class="tile-word">${said.word}</span>
      ${wrong && html`<span class="tile-wrong"><${Icon} name=${wrong.icon} />${wrong.text}</span>`}
      <span class="tile-since">${said.since}</span></span>
    <strong class="tile-name">${shortName(view.name)}</strong>
    ${said.flags.length > 0 && html`<span class="tile-flags">${said.flags.map(({ name, icon, text }) => html`<span key=${text} class="tile-flag" data-flag=${name}><${Icon} name=${icon} />${text}</span>`)}</span>`}
    <span class="tile-facts">${said.facts.map(({ name, icon, figure, word }) => html`<span key=${name} data-fact=${name}><${Icon} name=${icon} />${figure} <span class="tile-unit">${word}</span></span>`)}</span>
    <span class="tile-sign">${said.sign}</span>
    <${HistoryStrip} view=${view} now=${board.now.value} />`;
  const shown = { class: "tile", "data-venue": view.id, "data-state": view.state, "data-wrong": Boolean(wrong) };
  if (still) return html`<div ...${shown}>${inside}</div>`;
  return html`<a ...${shown} href=${addressOf("board", view.id)}>${inside}</a>`;
}
