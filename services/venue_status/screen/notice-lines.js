// A word to the world outside that did not arrive is said on the board, or nobody would know.

/** @import { Board } from "./board-state.js" */
/** @import { Incident, Notice } from "./types.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { sayWhere } from "./incident-lines.js";
import { thingsOf } from "./venue-views.js";
import { sayKind } from "./words-of-incidents.js";
import { t } from "./words.js";

const SHOWN = 3;

/** @param {{board: Board}} props */
export function NoticeLines({ board }) {
  /** @type {Notice[]} */
  const failed = thingsOf(board.view.value.items, "notice").filter(({ status }) => status !== "delivered");
  if (failed.length === 0) return null;
  return html`<div role="status"><ul class="notices">
    ${failed.slice(0, SHOWN).map((notice) => html`<li key=${notice.id}><${Icon} name="triangle-alert" /><span>${sayNotice(board, notice)}
      ${notice.error && html` <span class="hint">${notice.error}</span>`}</span></li>`)}
    ${failed.length > SHOWN && html`<li>+ ${failed.length - SHOWN}</li>`}
  </ul></div>`;
}

/** @param {Board} board @param {Notice} notice */
function sayNotice(board, { incident, what, status, tries }) {
  const about = /** @type {Incident | undefined} */ (/** @type {unknown} */ (board.view.value.items.get(`incident/${incident}`)));
  const name = about ? `${sayKind(about)}, ${sayWhere(board, about)}` : String(incident ?? "");
  const said = t(`notice_${what}`, { name });
  return status === "given_up" ? t("notice_given_up", { what: said }) : t("notice_failing", { n: tries, what: said });
}
