// Incidents for those who work on them: in which order, what may be done next, what to look at first. Pure.

/** @import { Incident, Status } from "./types.js" */
import { timeOf } from "./link-words.js";

/** @typedef {"acknowledge" | "mitigate" | "recover" | "reopen" | "close" | "note"} Deed */

/** From where each step may be taken, the usual next step first; as the rules have it. @type {Record<Deed, Status[]>} */
export const FROM = {
  acknowledge: ["open", "acknowledged", "mitigating"],
  mitigate: ["acknowledged"],
  recover: ["open", "acknowledged", "mitigating"],
  close: ["recovered"],
  reopen: ["recovered"],
  note: ["open", "acknowledged", "mitigating", "recovered", "closed"],
};
const DEEDS = /** @type {Deed[]} */ (Object.keys(FROM));

/** The worst first: nobody has it, somebody has it, it is worked on, it is watched. @type {Status[]} */
export const BY_WORST = ["open", "acknowledged", "mitigating", "recovered", "closed"];

/** With what a reason is asked for: the deed is only taken with one. @type {Deed[]} */
export const NEEDS_REASON = ["close", "note"];

/** @param {Incident} incident */
export const isOpen = ({ kind, status }) => Boolean(kind) && status !== "closed";

/**
 * The worst first, of equals the oldest; the closed ones last, the newest of them first.
 * @param {Incident[]} incidents
 */
export function inOrderOfWork(incidents) {
  const known = incidents.filter(({ kind }) => kind);
  return known.sort((one, other) => {
    const byStatus = BY_WORST.indexOf(one.status) - BY_WORST.indexOf(other.status);
    const byAge = timeOf(one.opened_at) - timeOf(other.opened_at);
    return byStatus || (one.status === "closed" ? -byAge : byAge);
  });
}

/**
 * What this reader may do, the usual next step first: who has it already does not take it again, but may take it over.
 * @param {Incident} incident @param {string} pass
 * @returns {Deed[]}
 */
export function nextDeeds(incident, pass) {
  const legal = DEEDS.filter((deed) => FROM[deed].includes(incident.status) || (deed === "close" && isFalseAlarm(incident)));
  const own = incident.owner === pass;
  return own ? legal.filter((deed) => deed !== "acknowledge") : incident.status === "open" ? legal : toEnd(legal, "acknowledge");
}

/** What a person opened may be closed by who has it, without having recovered. @param {Incident} incident */
const isFalseAlarm = ({ cause, owner, status }) => cause === "person" && owner !== null && (status === "acknowledged" || status === "mitigating");

/** @param {Deed[]} deeds @param {Deed} deed */
const toEnd = (deeds, deed) => [...deeds.filter((one) => one !== deed), ...deeds.filter((one) => one === deed)];
