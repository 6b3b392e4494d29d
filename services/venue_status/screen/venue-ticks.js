// Choosing venues: a tick each, found by typing when they are many.

/** @import { Board } from "./board-state.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { wantedOf } from "./ordering.js";
import { shortName } from "./tile-words.js";
import { t } from "./words-of-announcements.js";

const SHOWN = 60; // ticks; who looks for another one types

/** @param {{board: Board, chosen: import("@preact/signals").Signal<Set<string>>}} props */
export function VenueTicks({ board, chosen }) {
  const typed = useSignal("");
  const views = board.views.value;
  const found = wantedOf(views, { typed: typed.value });
  const first = found.filter(({ id }) => chosen.value.has(id));
  const shown = [...new Set([...(views.length > SHOWN ? first : []), ...found.slice(0, SHOWN)])];
  const toggle = (/** @type {string} */ id) => (chosen.value = new Set(chosen.value.has(id) ? [...chosen.value].filter((one) => one !== id) : [...chosen.value, id]));
  return html`${views.length > 12 && html`<input type="search" aria-label=${t("find_venue")} placeholder=${t("find_venue")} value=${typed.value}
      onInput=${(/** @type {any} */ event) => (typed.value = event.currentTarget.value)} />`}
    <ul class="ticks" tabindex="0" aria-label=${t("to_some")}>${shown.map(({ id, name }) => html`<li key=${id}><label class="tick"><input type="checkbox" checked=${chosen.value.has(id)} onChange=${() => toggle(id)} />${shortName(name)}</label></li>`)}</ul>`;
}
