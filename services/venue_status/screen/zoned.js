// Hours as people of the conference write them, and the moments they mean. Pure.

import { day, hour } from "../../../shared/web/i18n.js";

const MINUTE = 60_000;

/**
 * What an `<input type="datetime-local">` shows of a moment, in the zone of the conference.
 * @param {number} moment ms @param {string} zone
 */
export function fieldOf(moment, zone) {
  const form = { timeZone: zone, dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat("sv", /** @type {any} */ (form)).format(moment).replace(" ", "T").slice(0, 16);
}

/**
 * The moment that such a field means; undefined if it is empty.
 * @param {string} typed `2023-06-03T07:30` @param {string} zone
 * @returns {number | undefined} ms
 */
export function momentOf(typed, zone) {
  const asUtc = Date.parse(`${typed}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const shown = Date.parse(`${fieldOf(asUtc, zone)}Z`);
  const guess = asUtc - (shown - Math.floor(asUtc / MINUTE) * MINUTE);
  return guess - (Date.parse(`${fieldOf(guess, zone)}Z`) - asUtc); // where the zone has just changed its clocks
}

/**
 * 7:30; on another day 7:30 2/6/2023.
 * @param {string} moment ISO @param {number} now ms @param {string} zone
 */
export function sayMoment(moment, now, zone) {
  const sameDay = fieldOf(Date.parse(moment), zone).slice(0, 10) === fieldOf(now, zone).slice(0, 10);
  return sameDay ? hour(moment, zone) : `${hour(moment, zone)} ${day(new Date(moment), zone)}`;
}
