// This venue's link as its own desk shows it: as on the hub's board, but while nobody tells us, we do not know. Pure.

/** @import { Link, LinkState } from "./types.js" */
/** @import { Line } from "../../../shared/web/live.js" */
import { STATE_ICONS, stateOf } from "./link-words.js";

/** @typedef {LinkState | "unknown" | "flapping"} Seen */

/**
 * @param {Link | undefined} link
 * @param {Line} line this page's own to venue status
 * @param {number} now ms of the server's clock
 * @returns {Seen}
 */
export function seenAs(link, line, now) {
  if (line.state !== "live") return "unknown";
  const state = stateOf(link, now);
  return link?.flapping && (state === "up" || state === "degraded") ? "flapping" : state;
}

/** By its lucide name. @param {Seen} seen */
export function iconOf(seen) {
  if (seen === "unknown") return "cloud-off";
  return seen === "flapping" ? "activity" : STATE_ICONS[seen];
}

/** Whether the desk is told on every tab. @param {Seen} seen */
export const isTrouble = (seen) => ["degraded", "flapping", "stale", "down"].includes(seen);
