// The browser names the deed: a UUID of version 7, in order of time, unguessable enough never to meet another.

/**
 * @param {number} [now] ms since 1970
 * @param {Uint8Array} [chance] 10 random bytes
 * @returns {string}
 */
export function uuid7(now = Date.now(), chance = crypto.getRandomValues(new Uint8Array(10))) {
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const rest = Array.from(chance, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = "89ab"[(chance[2] ?? 0) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
