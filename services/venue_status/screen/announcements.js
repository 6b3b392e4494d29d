// Announcements for the hub: who has read each, and who has not. Pure.

/** @import { Announcement } from "./types.js" */
/** @import { Items } from "../../../shared/web/items.js" */
import { timeOf } from "./link-words.js";
import { thingsOf } from "./venue-views.js";

/** @typedef {{announcement: Announcement, read: {venue: string, at: string, by: string}[], unread: string[]}} Heard */

/**
 * The newest first; those withdrawn after all others.
 * @param {Items} items
 * @param {string[]} venues all of the conference, in order
 * @returns {Heard[]}
 */
export function heardOf(items, venues) {
  /** @type {Announcement[]} */
  const said = thingsOf(items, "announcement").filter(({ text }) => text);
  const newest = said.sort((one, other) => Number(one.withdrawn) - Number(other.withdrawn) || timeOf(other.at) - timeOf(one.at));
  return newest.map((announcement) => whoHeard(items, announcement, announcement.venues ?? venues));
}

/** The first to read comes first. @param {Items} items @param {Announcement} announcement @param {string[]} told @returns {Heard} */
function whoHeard(items, announcement, told) {
  const acks = told.map((venue) => ({ venue, ack: items.get(`ack/${announcement.id}/${venue}`) }));
  const read = acks.flatMap(({ venue, ack }) => (ack?.at ? [{ venue, at: String(ack.at), by: String(ack.by) }] : []));
  const unread = acks.filter(({ ack }) => !ack?.at).map(({ venue }) => venue);
  return { announcement, read: read.sort((one, other) => timeOf(one.at) - timeOf(other.at)), unread };
}
