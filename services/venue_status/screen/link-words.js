// How a link is, in a word, an icon and an age: the same on the hub's board and at a venue's desk. Pure.

/** @import { Link, LinkState } from "./types.js" */
import { speaker } from "../../../shared/web/i18n.js";

export const NO_NEWS = 45_000; // ms: a living link is told of every 15 s, so three words were missed, and that is our gap
const JUST_NOW = 20_000; // ms; see NO_NEWS: a living link's newest sign is up to 15 s older than what is shown
const MINUTE = 60_000;

/** The worst first. @type {LinkState[]} */
export const STATES = ["down", "stale", "degraded", "gap", "no_data", "maintenance", "up"];

/** By their lucide names. @type {Record<LinkState, string>} */
export const STATE_ICONS = {
  down: "octagon-x",
  stale: "hourglass",
  degraded: "triangle-alert",
  gap: "cloud-off",
  no_data: "circle-dashed",
  maintenance: "wrench",
  up: "circle-check",
};

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const LINK_WORDS = {
  state_up: ["Tốt", "Good"],
  state_degraded: ["Kém", "Poor"],
  state_stale: ["Im lặng", "Silent"],
  state_down: ["Mất kết nối", "Down"],
  state_no_data: ["Chưa có tín hiệu", "No signal yet"],
  state_maintenance: ["Bảo trì", "Maintenance"],
  state_gap: ["Chưa có tin mới", "No news"],
  just_now: ["vừa xong", "just now"],
  seconds: ["{n} giây", "{n} s"],
  minutes: ["{n} phút", "{n} min"],
  hours: ["{h} giờ {n} phút", "{h} h {n} min"],
  ago: ["{length} trước", "{length} ago"],
};

const t = speaker(LINK_WORDS);

/**
 * What is shown of a link now. A link that claims to be alive while nobody speaks of it is our gap, not the venue's.
 * @param {Link | undefined} link none: never heard
 * @param {number} now ms of the server's clock
 * @returns {LinkState}
 */
export function stateOf(link, now) {
  if (!link) return "no_data";
  if (link.in_maintenance) return "maintenance";
  const alive = link.observed === "up" || link.observed === "degraded";
  return alive && now - timeOf(link.said_at) > NO_NEWS ? "gap" : link.observed;
}

/** Since when it is so, ms; undefined: not known. @param {Link | undefined} link @param {LinkState} state */
export function sinceOf(link, state) {
  if (state === "gap") return timeOf(link?.said_at);
  return link?.since ? timeOf(link.since) : undefined;
}

/** @param {LinkState} state */
export const sayState = (state) => t(/** @type {any} */ (`state_${state}`));

/** "4 phút"; never below a second. @param {number} ms */
export function sayLength(ms) {
  if (ms < 2 * MINUTE) return t("seconds", { n: Math.max(1, Math.round(ms / 1000)) });
  const minutes = Math.floor(ms / MINUTE);
  return minutes < 120 ? t("minutes", { n: minutes }) : t("hours", { h: Math.floor(minutes / 60), n: minutes % 60 });
}

/** "4 phút trước" @param {number} ms */
export const sayAgo = (ms) => (ms < JUST_NOW ? t("just_now") : sayExactly(ms));

/** @param {number} ms */
const sayExactly = (ms) => t("ago", { length: sayLength(ms) });

/** When it was last heard. Of a silent one nothing is just now. @param {Link} link that was heard once @param {number} now ms */
export function sayHeard({ last_seen, observed }, now) {
  const ms = now - timeOf(last_seen);
  return observed === "stale" || observed === "down" ? sayExactly(ms) : sayAgo(ms);
}

/** ms since 1970; 0 if it is not known. @param {string | null | undefined} moment */
export const timeOf = (moment) => (moment ? Date.parse(moment) : 0);
