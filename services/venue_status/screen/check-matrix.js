// Venues down, nine items across; of many venues only the rows in sight are drawn.

/** @import { Board } from "./board-state.js" */
/** @import { CheckRow } from "./checks.js" */
import { useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { ITEMS } from "./checks.js";
import { addressOf } from "./place.js";
import { shortName } from "./tile-words.js";
import { useWindow } from "./window-place.js";
import { t } from "./words-of-checks.js";

const HEIGHT = 3.5; // rem, as in checks.css
const AHEAD = 20; // rows
const RESULT_ICONS = { passed: "circle-check", failed: "circle-x", unchecked: "circle-minus" };

/** @param {{board: Board, rows: CheckRow[]}} props */
export function CheckMatrix({ board, rows }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { top, height, rem } = useWindow(box);
  const from = Math.max(0, Math.floor(top / (HEIGHT * rem)) - AHEAD);
  const to = Math.ceil((top + height) / (HEIGHT * rem)) + AHEAD;
  return html`<div class="matrix" tabindex="0" role="region" aria-label=${t("tab_checks")} ref=${box}>
    <table>
      <thead><tr><th scope="col">${t("venue")}</th><th scope="col">${t("call")}</th>${ITEMS.map((item) => html`<th key=${item} scope="col"><span>${t(`item_${item}`)}</span></th>`)}</tr></thead>
      <tbody>
        <${Blank} rows=${from} rem=${rem} />
        ${rows.slice(from, to).map((row) => html`<${Venue} key=${row.venue} board=${board} row=${row} />`)}
        <${Blank} rows=${Math.max(0, rows.length - to)} rem=${rem} />
      </tbody>
    </table>
  </div>`;
}

/** Room for the rows that are not drawn. @param {{rows: number, rem: number}} props */
const Blank = ({ rows, rem }) => rows > 0 && html`<tr aria-hidden="true" style=${{ height: `${rows * HEIGHT * rem}px` }}><td colspan=${ITEMS.length + 2}></td></tr>`;

/** @param {{board: Board, row: CheckRow}} props */
function Venue({ board, row }) {
  const name = shortName(board.names.value.get(row.venue) ?? row.venue);
  return html`<tr data-venue=${row.venue}>
    <th scope="row"><a class="button" href=${addressOf("checks", row.venue)} aria-label=${t("open_checks", { venue: name })}>${name}</a></th>
    <td><span class="call" data-call=${row.call}>${t(`call_${row.call}`)}</span></td>
    ${row.results.map((result, at) => html`<td key=${at} data-result=${result}><${Found} row=${row} at=${at} />
      ${row.changes[at] && html`<strong class="changed" data-change=${row.changes[at]}>${t(row.changes[at] ?? "broke")}</strong>`}</td>`)}
  </tr>`;
}

/** What failed leads to what was noted of it, and says it to a pointer at once. @param {{row: CheckRow, at: number}} props */
function Found({ row, at }) {
  const result = row.results[at] ?? "unchecked";
  const inside = html`<${Icon} name=${RESULT_ICONS[result]} /><span class="unseen">${t(`result_${result}`)}</span>`;
  const item = ITEMS[at];
  if (result !== "failed" || !item) return inside;
  const said = [`${t(`item_${item}`)}: ${t("result_failed")}`, row.check?.items[item]?.note].filter(Boolean).join(". ");
  return html`<a class="button" href=${addressOf("checks", row.venue)} title=${said} aria-label=${said}>${inside}</a>`;
}
