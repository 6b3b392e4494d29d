// How old what a page shows is.

const FRESH = 20; // seconds: a pulse comes every 15
const OLD = 35; // seconds: two pulses were missed

/**
 * Seconds since what is shown was true: since the server last spoke, and since the server itself last heard.
 * @param {import("./live.js").Line} line
 * @param {number} at ms of this device's clock
 */
export const ageOf = (line, at) => Math.max(0, Math.round((at - line.heard) / 1000 + line.lag));

/** Nothing newer can be known: with a line that is lost nothing is fresh. @param {import("./live.js").Line} line @param {number} age seconds */
export const isFresh = (line, age) => line.state !== "lost" && age <= FRESH;

/** The page must say that what it shows is stale. @param {import("./live.js").Line} line @param {number} age seconds */
export const isOld = (line, age) => line.state === "lost" || age > OLD;
