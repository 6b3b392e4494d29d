// One venue in one round: who found what and when, and the hub's own call.

/** @import { Board } from "./board-state.js" */
/** @import { CheckRow } from "./checks.js" */
/** @import { Round } from "./types.js" */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { ITEMS } from "./checks.js";
import { addressOf } from "./place.js";
import { SentLine } from "./sent-line.js";
import { t } from "./words-of-checks.js";
import { sayMoment } from "./zoned.js";

/** @param {{board: Board, round: Round, row: CheckRow}} props */
export function CheckPanel({ board, round, row }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return html`<dialog class="sheet panel" ref=${dialog} aria-labelledby="check-name" onClose=${() => (location.hash = addressOf("checks"))}
      onClick=${(/** @type {MouseEvent} */ event) => event.target === dialog.current && close()}>
    <header class="panel-head"><h2 id="check-name">${board.names.value.get(row.venue) ?? row.venue}</h2>
      <button class="quiet" onClick=${close}><${Icon} name="x" />${t("close")}</button></header>
    <p>${round.name} · <span class="call" data-call=${row.call}>${t(`call_${row.call}`)}</span></p>
    <${HubCall} board=${board} round=${round} row=${row} />
    <h3>${t("items_of")}</h3>
    <ul class="found">${ITEMS.map((item, at) => html`<li key=${item}><strong>${t(`item_${item}`)}</strong>
      <span data-result=${row.results[at]}>${t(`result_${row.results[at] ?? "unchecked"}`)}</span>${sayFound(board, row.check?.items[item])}</li>`)}</ul>
  </dialog>`;
}

/** @param {Board} board @param {{at: string, by: string, note: string} | undefined} found */
const sayFound = (board, found) => found && html`<span class="hint">${[`${board.who(found.by)}, ${sayMoment(found.at, board.now.value, board.zone)}`, found.note].filter(Boolean).join(" · ")}</span>`;

/** @param {{board: Board, round: Round, row: CheckRow}} props */
function HubCall({ board, round, row }) {
  const reason = useSignal("");
  const thing = `check/${round.id}/${row.venue}`;
  const { check } = row;
  /** @param {boolean | null} go */
  const call = async (go) => {
    const said = reason.value.trim() ? { reason: reason.value.trim() } : {};
    const seen = check ? { seen: check.revision } : {};
    if (await board.send(thing, { type: "call_check", round: round.id, venue: row.venue, go, ...said, ...seen })) reason.value = "";
  };
  return html`<section class="reason" aria-labelledby="hub-call"><h3 id="hub-call">${t("hub_says")}</h3>
    <p>${sayCalled(board, check)}</p>
    <${SentLine} board=${board} thing=${thing} />
    ${board.mayAct && html`<label class="field">${t("why_maybe")}<input maxlength="300" autocomplete="off" value=${reason.value} onInput=${(/** @type {any} */ event) => (reason.value = event.currentTarget.value)} /></label>
      <div class="deeds">
        <button onClick=${() => call(true)}>${t("hub_go")}</button><button onClick=${() => call(false)}>${t("hub_no_go")}</button>
        ${check?.called && html`<button onClick=${() => call(null)}>${t("hub_back")}</button>`}
      </div>`}
  </section>`;
}

/** @param {Board} board @param {import("./types.js").Check | undefined} check */
function sayCalled(board, check) {
  if (!check?.called) return t("not_said_yet");
  const { go, by, at, reason } = check.called;
  return [t("hub_said", { call: t(go ? "call_go" : "call_no_go"), who: board.who(by), time: sayMoment(at, board.now.value, board.zone) }), reason].filter(Boolean).join(" · ");
}
