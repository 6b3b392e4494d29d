// What a tile says of a venue, in words. Pure but for the language.

/** @import { Link, VenueView } from "./types.js" */
import { hour, number } from "../../../shared/web/i18n.js";
import { sayHeard, sayLength, sayState, sinceOf, timeOf } from "./link-words.js";
import { stripOf, sumsOf } from "./strip.js";
import { sayKind } from "./words-of-incidents.js";
import { t } from "./words.js";

/** Every tile is a điểm cầu: the word is left away. @param {string} name */
export const shortName = (name) => name.replace(/^điểm cầu\s+(?=\S)/iu, "");

/**
 * @param {VenueView} view
 * @param {number} now ms of the server's clock
 * @param {string} zone
 */
export function sayTile(view, now, zone) {
  const { link, state } = view;
  return { word: sayState(state), since: saySince(view, now, zone), sign: saySign(link, now), flags: flagsOf(view), facts: factsOf(view) };
}

/** For how long it is so; of maintenance: until when. A good link needs no figure. @param {VenueView} view @param {number} now @param {string} zone */
function saySince({ link, state }, now, zone) {
  if (state === "up" || state === "no_data") return "";
  if (state === "maintenance") return sayUntil(link, now, zone);
  const since = sinceOf(link, state);
  return since ? sayLength(now - since) : "";
}

/** @param {Link | undefined} link @param {number} now @param {string} zone */
function sayUntil(link, now, zone) {
  const window = link?.windows.find(({ since, until }) => timeOf(since) <= now && timeOf(until) > now);
  return window ? t("until", { time: hour(window.until, zone) }) : "";
}

/** @param {Link | undefined} link @param {number} now */
export const saySign = (link, now) => (link?.last_seen ? t("last_sign", { ago: sayHeard(link, now) }) : t("never_heard"));

/** What stands beside the state and is never hidden by it: a good line does not make a hall without sound a good one. @param {VenueView} view @returns {{name: string, icon: string, text: string}[]} `wrong`: somebody should look */
function flagsOf({ link, state, incidents }) {
  const broken = unrecovered(incidents).filter(({ kind }) => kind !== "link_lost").map((one) => ({ name: "wrong", icon: "siren", text: sayKind(one) }));
  if (!link) return broken;
  const told = link.declared && { name: link.declared.state === "up" ? "declared" : "wrong", icon: "phone", text: t("declared_as", { state: sayState(/** @type {any} */ (link.declared.state)) }) };
  const beneath = state === "maintenance" && { name: "measured", icon: "activity", text: t("measured_as", { state: sayState(link.observed) }) };
  const flaps = link.flapping && { name: "wrong", icon: "activity", text: t("flapping") };
  return [...broken, told, beneath, flaps].filter((flag) => !!flag);
}

/** Those that need somebody; who is back is only watched. @param {import("./types.js").Incident[]} incidents */
const unrecovered = (incidents) => incidents.filter(({ status }) => status !== "recovered");

/** Figures with the word for each; small tiles show the icon for it. @param {VenueView} view */
function factsOf({ present, expected, waiting, incidents }) {
  const open = unrecovered(incidents).length;
  const people = expected === undefined ? "" : `${number(present ?? 0)}/${number(expected)}`;
  return [
    { name: "people", icon: "users", figure: people, word: t("fact_people") },
    { name: "incidents", icon: "siren", figure: open > 0 ? number(open) : "", word: t(open === 1 ? "fact_incident" : "fact_incidents") },
    { name: "waiting", icon: "inbox", figure: waiting > 0 ? number(waiting) : "", word: t("fact_waiting") },
  ].filter(({ figure }) => figure);
}

/** The strip, to those who do not see it. @param {VenueView} view @param {number} now */
export function sayStrip({ link, state }, now) {
  const parts = sumsOf(stripOf(link, state, now)).map((one) => t("state_for", { state: sayState(one.state).toLowerCase(), length: sayLength(one.ms) }));
  return t("hour_of_link", { parts: parts.join(", ") });
}
