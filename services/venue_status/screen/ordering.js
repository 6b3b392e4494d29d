// In which order tiles stand, how they are grouped, and what all of them come to. Pure.

/** @import { LinkState, Unit, VenueView } from "./types.js" */
import { foldedKey } from "../../../shared/web/vietnamese.js";
import { STATES } from "./link-words.js";

/** @typedef {"worst" | "fixed"} Order */
/** @typedef {{id: string, name: string, views: VenueView[], counts: Record<LinkState, number>, worst: LinkState, worry: number}} Group */

const TROUBLE = STATES.indexOf("degraded"); // up to here a venue needs somebody
const collator = new Intl.Collator("vi", { numeric: true });

/** @param {VenueView} view */
export const inTrouble = (view) => view.worry <= TROUBLE;

/**
 * The worst first, equals as they stood; or as they stood.
 * @template {{worry: number}} Thing
 * @param {Thing[]} things @param {Order} order
 * @returns {Thing[]}
 */
export const inOrder = (things, order) => (order === "fixed" ? things : things.toSorted((one, other) => one.worry - other.worry));

/**
 * How many there are of each state, and the sums of their figures.
 * @param {VenueView[]} views
 */
export function summaryOf(views) {
  const sum = (/** @type {(view: VenueView) => number | undefined} */ figure) => views.reduce((all, view) => all + (figure(view) ?? 0), 0);
  const [present, expected, waiting] = [sum((view) => view.present), sum((view) => view.expected), sum((view) => view.waiting)];
  return { counts: countsOf(views), present, expected, waiting };
}

/** @param {VenueView[]} views @returns {Record<LinkState, number>} */
function countsOf(views) {
  const counts = /** @type {Record<LinkState, number>} */ (Object.fromEntries(STATES.map((state) => [state, 0])));
  for (const { state } of views) counts[state] += 1;
  return counts;
}

/**
 * Venues under their parent unit; those without one come last.
 * @param {VenueView[]} views @param {Unit[]} units @param {Order} order
 * @returns {Group[]}
 */
export function groupsOf(views, units, order) {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  /** @type {Map<string, VenueView[]>} */
  const under = new Map();
  for (const view of views) under.set(view.group, [...(under.get(view.group) ?? []), view]);
  const groups = [...under].map(([id, those]) => groupOf(id, names.get(id) ?? id, inOrder(those, order)));
  const byName = groups.sort((one, other) => Number(one.id === "") - Number(other.id === "") || collator.compare(one.name, other.name));
  return inOrder(byName, order);
}

/** @param {string} id @param {string} name @param {VenueView[]} views @returns {Group} */
function groupOf(id, name, views) {
  const counts = countsOf(views);
  const worst = STATES.find((state) => counts[state] > 0) ?? "up";
  return { id, name, views, counts, worst, worry: Math.min(...views.map((view) => view.worry)) };
}

/**
 * Those of one state whose name, id or group says what was typed, marks or not; both may be left open.
 * @param {VenueView[]} views
 * @param {{state?: LinkState, typed?: string}} wanted
 */
export function wantedOf(views, { state, typed = "" }) {
  const key = foldedKey(typed);
  return views.filter((view) => (!state || view.state === state) && (!key || foldedKey(`${view.id} ${view.name}`).includes(key)));
}
