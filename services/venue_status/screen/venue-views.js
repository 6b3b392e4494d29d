// What is known of each venue, joined from the items of the live view. Pure.

/** @import { Incident, Link, LinkState, Me, Unit, Venue, VenueView } from "./types.js" */
/** @import { Items } from "../../../shared/web/items.js" */
import { STATES, stateOf } from "./link-words.js";

/** As many steps from the worst as the state itself, unless something else is wrong there. */
const WRONG = STATES.indexOf("degraded");
const collator = new Intl.Collator("vi", { numeric: true });

/**
 * All venues in their fixed order, DC2 before DC10.
 * @param {Items} items
 * @param {Me} me
 * @param {number} now ms of the server's clock
 * @returns {VenueView[]}
 */
export function viewsOf(items, me, now) {
  const incidents = byVenue(openIncidents(items));
  const parents = new Map(me.units.map((unit) => [unit.id, unit]));
  return venuesOf(items, me).map((venue) => viewOf(items, venue, parents, incidents.get(venue.id) ?? [], now));
}

/**
 * As `me` knew them, brought up to date by the live view. An online venue is no place with a line.
 * @param {Items} items @param {Me} me
 * @returns {Venue[]}
 */
export function venuesOf(items, me) {
  const known = new Map(me.venues.map((venue) => [venue.id, venue]));
  for (const item of items.kind("venue")) known.set(bare(item.id), /** @type {any} */ ({ ...item, id: bare(item.id) }));
  const halls = [...known.values()].filter(({ kind }) => kind !== "online");
  return halls.sort((one, other) => collator.compare(one.id, other.id));
}

/** All of a kind, their ids without it. @param {Items} items @param {string} kind @returns {any[]} */
export const thingsOf = (items, kind) => items.kind(kind).map((item) => ({ ...item, id: bare(item.id) }));

/** @param {string} id `<kind>/<id>` */
const bare = (id) => id.slice(id.indexOf("/") + 1);

/** @param {Items} items @returns {Incident[]} */
export const openIncidents = (items) => thingsOf(items, "incident").filter(({ kind, status }) => kind && status !== "closed");

/** @param {Incident[]} incidents */
function byVenue(incidents) {
  /** @type {Map<string, Incident[]>} */
  const found = new Map();
  for (const incident of incidents) for (const venue of incident.venues) found.set(venue, [...(found.get(venue) ?? []), incident]);
  return found;
}

/**
 * @param {Items} items @param {Venue} venue @param {Map<string, Unit>} units @param {Incident[]} incidents
 * @param {number} now
 * @returns {VenueView}
 */
function viewOf(items, venue, units, incidents, now) {
  const link = /** @type {Link | undefined} */ (/** @type {unknown} */ (items.get(`link/${venue.id}`)));
  const people = items.get(`people/${venue.id}`);
  const state = stateOf(link, now);
  const { id, name } = venue;
  const group = units.get(venue.unit ?? "")?.parent ?? venue.unit ?? "";
  const figures = { present: people?.present, expected: people?.expected, waiting: link?.waiting ?? 0 };
  return { id, name, group, link, state, worry: worryOf(state, link, incidents), ...figures, incidents };
}

/** @param {LinkState} state @param {Link | undefined} link @param {Incident[]} incidents */
function worryOf(state, link, incidents) {
  const declaredBad = link?.declared ? link.declared.state !== "up" : false;
  const broken = incidents.some(({ status }) => status !== "recovered");
  const wrong = broken || declaredBad || Boolean(link?.flapping && state !== "maintenance");
  return wrong ? Math.min(WRONG, STATES.indexOf(state)) : STATES.indexOf(state);
}
