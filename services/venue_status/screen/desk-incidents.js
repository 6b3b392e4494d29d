// Incidents as a venue sees them: which still stand, who has them, and what the venue may do now.

/** @typedef {import("../../../shared/web/items.js").Item} Item */

/** @type {("no_picture" | "no_sound" | "link_lost" | "other")[]} */
export const KINDS = ["no_picture", "no_sound", "link_lost", "other"];

/** @type {Record<string, string>} */
export const KIND_ICONS = { no_picture: "video-off", no_sound: "volume-x", link_lost: "wifi-off", other: "circle-question-mark" };

/** @type {Record<string, string>} */
export const STATUS_ICONS = { open: "triangle-alert", acknowledged: "hand", mitigating: "wrench", recovered: "eye", closed: "circle-check" };

/** @type {Record<string, Step[]>} the one to press first stands first */
const STEPS = {
  open: ["acknowledge", "recover"],
  acknowledged: ["mitigate", "recover"],
  mitigating: ["recover"],
  recovered: ["reopen"],
};
/** @typedef {"acknowledge" | "mitigate" | "recover" | "reopen" | "close"} Step */

/** Those that need somebody first, then those that are only watched; the newest first. @param {Item[]} incidents */
export const standing = (incidents) =>
  incidents
    .filter(({ kind, status }) => kind && status !== "closed")
    .sort((one, other) => Number(isWatched(one)) - Number(isWatched(other)) || Date.parse(other.opened_at) - Date.parse(one.opened_at));

/** It works again; nobody need do anything. @param {Item} incident */
export const isWatched = ({ status }) => status === "recovered";

/**
 * What the line itself tells (it is back, it is gone again) nobody need say; and the hub's own incident touches many
 * venues, so it is for none of them. A false alarm can be closed where a person raised it, once somebody has it.
 * @param {Item} incident
 * @returns {Step[]}
 */
export function stepsOf({ status, cause }) {
  if (cause === "hub") return [];
  const steps = STEPS[status] ?? [];
  if (cause !== "person") return steps.filter((step) => step === "acknowledge" || step === "mitigate");
  return status === "acknowledged" || status === "mitigating" ? [...steps, "close"] : steps;
}

/** The last word in its history. @param {Item} incident */
export const lastWord = ({ steps }) => steps?.findLast((/** @type {any} */ step) => step.reason)?.reason;
