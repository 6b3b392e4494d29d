// The desk's beats on the wire. Only a desk that belongs to this venue has any: a guest from the hub proves nothing.

/** @import { LineDesk } from "./desk-state.js" */
import { uuid7 } from "../../../shared/web/uuid.js";
import { Beats } from "./desk-beats.js";

const PATIENCE = 8_000; // ms; the gateway answers for a service that is away after 5 s: that is not the line

/** @param {LineDesk} desk @returns {Beats | undefined} */
export function startBeats(desk) {
  if (!desk.isOfVenue) return undefined;
  const source = crypto.randomUUID(); // of this page: loaded anew it is another source, and the old one has said goodbye
  const boot = desk.host.time.now().getTime();
  const facts = () => ({
    type: "beat", id: uuid7(), conference: desk.conference, venue: desk.venue,
    kind: "desk", source, boot: Math.round(boot), waiting: desk.host.waiting.peek(), working: { desk: "ok" },
  });
  const beats = new Beats(facts, (beat, leaving) => post(desk, beat, leaving));
  beats.beat();
  addEventListener("online", () => beats.beat());
  addEventListener("pagehide", () => beats.leave());
  addEventListener("pageshow", (shown) => shown.persisted && beats.beat());
  return beats;
}

/** The HTTP status; 0 without an answer. @param {LineDesk} desk @param {object} beat @param {boolean} keepalive outlives the page */
async function post(desk, beat, keepalive) {
  const headers = { "X-Pass": desk.host.pass, "Content-Type": "application/json" };
  const within = keepalive ? {} : { signal: AbortSignal.timeout(PATIENCE) };
  const asked = { method: "POST", headers, body: JSON.stringify(beat), keepalive, ...within };
  try {
    return (await fetch(desk.api.address("commands"), asked)).status;
  } catch {
    return 0;
  }
}
