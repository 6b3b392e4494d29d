// Who is missing, by unit, so that a call can be made; names are fetched when somebody opens a unit.

/** @import { Board } from "./board-state.js" */
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { t } from "./words-of-board.js";

/** @param {{board: Board}} props */
export function MissingList({ board }) {
  const item = board.view.value.items.get(`missing/${board.session.value?.id}`);
  if (!item) return html`<p class="nothing" role="status">${t("waiting_for_list")}</p>`;
  const units = unitsOf(board, item.units);
  const n = units.reduce((sum, unit) => sum + unit.ids.length, 0);
  if (n === 0) return html`<p class="nothing">${t("none_missing")}</p>`;
  return html`<section class="missing">
    <h2>${t("n_missing", { n: number(n), units: number(units.length) })}</h2>
    <ul>${units.map((unit) => html`<li key=${unit.id}><${Unit} board=${board} unit=${unit} /></li>`)}</ul>
  </section>`;
}

/** The units with the most people missing come first. @param {Board} board @param {Record<string, string[]>} units */
function unitsOf(board, units) {
  const known = new Map(board.me.units.map((unit) => [unit.id, unit]));
  const shown = Object.entries(units).map(([id, ids]) => ({ id, ids, name: known.get(id)?.name ?? id, parent: known.get(known.get(id)?.parent ?? "")?.name }));
  return shown.sort((one, other) => other.ids.length - one.ids.length || one.name.localeCompare(other.name, "vi"));
}

/** @param {{board: Board, unit: {id: string, ids: string[], name: string, parent?: string}}} props */
function Unit({ board, unit }) {
  const names = board.names.known.value;
  const opened = (/** @type {any} */ event) => event.currentTarget.open && board.names.want(unit.ids);
  return html`<details class="unit" onToggle=${opened}>
    <summary><span class="unit-name">${unit.name}${unit.parent && html` <span class="hint">${unit.parent}</span>`}</span><strong>${number(unit.ids.length)}</strong></summary>
    <ul>${unit.ids.map((id) => html`<li key=${id}>${sayPerson(names[id])}</li>`)}</ul>
  </details>`;
}

/** @param {import("./types.js").Person | undefined} person */
const sayPerson = (person) => (person ? [person.name, person.title, person.code].filter(Boolean).join(" · ") : "…");
