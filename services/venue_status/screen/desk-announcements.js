// What the hub has said to this venue and nobody here has acknowledged yet.

/** @typedef {import("../../../shared/web/items.js").Item} Item */

/**
 * Urgent ones first, then in the order in which they were said.
 * @param {Item[]} announcements @param {Item[]} acks @param {string} venue
 */
export function unread(announcements, acks, venue) {
  const read = new Set(acks.filter(({ at }) => at).map(({ id }) => id));
  return announcements
    .filter((one) => isFor(one, venue) && !read.has(`ack/${idOf(one)}/${venue}`))
    .sort((one, other) => Number(other.urgent) - Number(one.urgent) || Date.parse(one.at) - Date.parse(other.at));
}

/** @param {Item} announcement */
export const idOf = ({ id }) => id.slice("announcement/".length);

/** @param {Item} announcement @param {string} venue */
const isFor = ({ text, withdrawn, venues }, venue) => text && !withdrawn && (!venues || venues.includes(venue));
