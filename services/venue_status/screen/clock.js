// What time it is at the server. Ages on the board count from there, never from this device's own clock. Pure.

/** @import { Line } from "../../../shared/web/live.js" */

/**
 * Between two pulses a real clock goes on by itself; a simulated one stands where it was last seen: at the pulse, or at
 * the newest moment that anything was said.
 * @param {Line} line
 * @param {"real" | "simulated"} kind
 * @param {number} newest ms: the latest moment known from what was said
 * @param {number} at ms of this device's clock
 * @returns {number} ms
 */
export function serverNow(line, kind, newest, at) {
  if (!line.server) return newest;
  const passed = kind === "real" ? Math.max(0, at - line.server.heard) : 0;
  return Math.max(line.server.at + passed, newest);
}
