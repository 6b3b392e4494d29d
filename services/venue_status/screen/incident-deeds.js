// What may be done with an incident now: only the steps that its state allows, each in the name of what the reader saw.

/** @import { Board } from "./board-state.js" */
/** @import { Deed } from "./incidents.js" */
/** @import { Incident } from "./types.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { NEEDS_REASON, nextDeeds } from "./incidents.js";
import { ReasonForm } from "./reason-form.js";
import { SentLine } from "./sent-line.js";
import { t } from "./words-of-incidents.js";

/** @type {Deed[]} a press is enough */
const AT_ONCE = ["acknowledge", "recover", "reopen"];

/** What is asked for; else why. @type {Partial<Record<Deed, "what_is_done" | "a_note">>} */
const LABELS = { mitigate: "what_is_done", note: "a_note" };

/** @param {{board: Board, incident: Incident}} props */
export function IncidentDeeds({ board, incident }) {
  const asking = useSignal(/** @type {Deed | undefined} */ (undefined));
  const thing = `incident/${incident.id}`;
  if (!board.mayAct) return html`<p class="hint">${t("only_looking")}</p>`;
  const deeds = nextDeeds(incident, board.me.pass.id);
  const asked = deeds.find((deed) => deed === asking.value);
  /** @param {Deed} type @param {string} [reason] */
  const send = async (type, reason) => {
    const seen = type === "note" ? {} : { seen: incident.revision };
    const about = { incident: incident.id, venue: incident.venues[0], ...(reason ? { reason } : {}) };
    if (await board.send(thing, { type, ...about, ...seen })) asking.value = undefined;
  };
  return html`<${SentLine} board=${board} thing=${thing} />
    <div class="deeds" role="group" aria-label=${t("tab_incidents")}>
      ${deeds.map((deed, at) => html`<button key=${deed} class=${at === 0 ? "primary" : ""} disabled=${board.sent.value[thing]?.how === "sending"}
        aria-expanded=${AT_ONCE.includes(deed) ? undefined : asked === deed}
        onClick=${() => (AT_ONCE.includes(deed) ? send(deed) : (asking.value = asked === deed ? undefined : deed))}>${sayDeed(deed, incident)}</button>`)}
    </div>
    ${asked && html`<${ReasonForm} key=${asked} label=${sayLabel(asked)} needed=${NEEDS_REASON.includes(asked)}
      send=${(/** @type {string} */ reason) => send(asked, reason)} cancel=${() => (asking.value = undefined)} />`}`;
}

/** @param {Deed} deed @param {Incident} incident */
const sayDeed = (deed, { owner }) => t(deed === "acknowledge" && owner ? "deed_takeover" : `deed_${deed}`);

/** @param {Deed} deed */
const sayLabel = (deed) => t(LABELS[deed] ?? "why");
