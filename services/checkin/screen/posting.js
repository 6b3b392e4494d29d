// How a deed of a desk goes to the service: a newcomer's name first, then the command, which knows ids only.

/** @import { Deed, Me } from "./types.js" */
/** @import { Api, Answer } from "../../../shared/web/pass.js" */
import { deviceOf } from "../../../shared/web/device.js";

/** @param {Api} api @param {Me} me @param {Deed} deed @returns {Promise<Answer>} */
export async function postDeed(api, me, deed) {
  if (deed.newcomer) {
    const { id, ...person } = deed.newcomer;
    const put = await api.send("PUT", `people/${id}`, { conference: me.conference.id, ...person });
    if (put.status !== 200 && put.status !== 201) return put;
  }
  const device = deviceOf(me.clock, api.time, deed.done ?? deed.at);
  return api.send("POST", "commands", { ...deed.command, device });
}
