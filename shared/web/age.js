// How old what a page shows is.

/** Seconds after which a page says that it is stale: two pulses were missed. */
export const OLD = 35;

/**
 * Seconds since what is shown was true: since the server last spoke, and since the server itself last heard.
 * @param {import("./live.js").Line} line
 * @param {number} at ms of this device's clock
 */
export const ageOf = (line, at) => Math.max(0, Math.round((at - line.heard) / 1000 + line.lag));
