// This device to the server: an id of its own, and when the deed was done by its clock.

/** @import { ServerTime } from "./server-time.js" */

const KEPT = "diemcau-device";

/** A random id, made once; it tells desks apart and nothing else. */
function deviceId() {
  const known = localStorage.getItem(KEPT);
  if (known) return known;
  const made = crypto.randomUUID();
  localStorage.setItem(KEPT, made);
  return made;
}

/**
 * For the command's `device`. Under a simulated clock the device's time means nothing and is left out.
 * @param {"real" | "simulated"} clock
 * @param {ServerTime} time
 * @param {string} done ISO, by this device's clock
 */
export function deviceOf(clock, time, done) {
  const id = deviceId();
  return clock === "simulated" ? { id } : { id, device_time: done, sent_at: new Date().toISOString(), offset: time.offset };
}
