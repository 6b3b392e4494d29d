// What stands in the tab's own name: how the link is, and whether something is broken.

/** @import { LineDesk } from "./desk-state.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { isWatched, standing } from "./desk-incidents.js";
import { iconOf } from "./desk-link.js";
import { t } from "./desk-words.js";

/** @param {{desk: LineDesk}} props */
export function LineMark({ desk }) {
  const seen = desk.seen.value;
  const broken = standing(desk.view.value.items.kind("incident")).filter((one) => !isWatched(one)).length;
  const word = broken ? t(broken === 1 ? "one_incident" : "n_incidents", { n: broken }) : t(`state_${seen}`);
  return html`<span class="line-mark" data-seen=${broken ? "down" : seen}>
    <${Icon} name=${broken ? "siren" : iconOf(seen)} /><span class="line-mark-word">${word}</span></span>`;
}
