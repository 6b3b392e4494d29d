// An alarm that also rings in a hidden tab: browsers slow the timers of a page down to one a minute there, which would
// look like a dead line; those of a worker they leave alone. Without a worker the page's own timer must do.

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, () => void>} */
const waiting = new Map();
let named = 0;

/** @param {() => void} act @param {number} after ms @returns {() => void} not to do it */
export function alarm(act, after) {
  const name = (named += 1);
  const timer = setTimeout(() => ring(name), after);
  waiting.set(name, () => (clearTimeout(timer), act()));
  clock()?.postMessage({ name, after });
  return () => (clearTimeout(timer), waiting.delete(name));
}

/** Whichever is first. @param {number} name */
function ring(name) {
  const act = waiting.get(name);
  waiting.delete(name);
  act?.();
}

function clock() {
  if (worker || typeof Worker === "undefined") return worker;
  worker = new Worker(new URL("./desk-ticks.js", import.meta.url));
  worker.onmessage = ({ data }) => ring(data);
  return worker;
}
