// Hundreds of tiles as rows of known height: only those in sight are drawn. Pure.

/** @import { VenueView } from "./types.js" */
/** @import { Group } from "./ordering.js" */
import { inTrouble } from "./ordering.js";

/** @typedef {{key: string, top: number, height: number} & ({group: Group} | {views: VenueView[]})} Row */

/**
 * Each group: its head, and its tiles in rows. A folded group keeps those in trouble in sight.
 * @param {Group[]} groups
 * @param {Set<string>} unfolded ids of groups
 * @param {number} columns
 * @param {{head: number, tiles: number}} heights px
 * @returns {Row[]}
 */
export function rowsOf(groups, unfolded, columns, heights) {
  let top = 0;
  return groups.flatMap((group) => {
    const shown = unfolded.has(group.id) ? group.views : group.views.filter(inTrouble);
    const parts = [{ key: `${group.id}/`, height: heights.head, group }, ...tileRows(group.id, shown, columns, heights.tiles)];
    return parts.map((part) => ({ ...part, top: (top += part.height) - part.height }));
  });
}

/** @param {string} group @param {VenueView[]} views @param {number} columns @param {number} height */
const tileRows = (group, views, columns, height) =>
  Array.from({ length: Math.ceil(views.length / columns) }, (_, at) => ({
    key: `${group}/${at}`,
    height,
    views: views.slice(at * columns, (at + 1) * columns),
  }));

/**
 * The rows of which something is between `from` and `to`, px.
 * @template {{top: number, height: number}} Placed
 * @param {Placed[]} rows @param {number} from @param {number} to
 */
export const inSight = (rows, from, to) => rows.filter(({ top, height }) => top + height > from && top < to);

/** How high they are together, px. @param {{top: number, height: number}[]} rows */
export const heightOf = (rows) => (rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0);

/**
 * Columns of a wall so that `n` tiles fill it without scrolling, each about as wide as `ratio` times its height, with few
 * places left empty.
 * @param {number} n @param {number} width @param {number} height @param {number} [ratio]
 */
export function wallColumns(n, width, height, ratio = 1.6) {
  const rows = (/** @type {number} */ columns) => Math.ceil(n / columns);
  const shape = (/** @type {number} */ columns) => Math.abs(Math.log(width / columns / (height / rows(columns)) / ratio));
  const off = (/** @type {number} */ columns) => shape(columns) + Math.log((columns * rows(columns)) / n);
  const choices = Array.from({ length: Math.max(1, n) }, (_, at) => at + 1);
  return choices.reduce((best, columns) => (off(columns) < off(best) ? columns : best), 1);
}
