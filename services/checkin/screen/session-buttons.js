// The centre opens and closes sessions, in two presses: a session closed by mistake turns people away at every door.

/** @import { Board } from "./board-state.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { isOpen } from "./sessions.js";
import { t } from "./words-of-board.js";

/** @param {{board: Board}} props */
export function SessionButtons({ board }) {
  const asking = useSignal("");
  const session = board.session.value;
  if (!session) return null;
  const act = isOpen(session) ? "close" : "open";
  if (asking.value !== session.id) {
    const sent = board.sent.value[session.id];
    return html`<p class="session-act"><button disabled=${sent === "sending"} onClick=${() => (asking.value = session.id)}>${t(`${act}_session`)}: ${session.name}</button>
      ${sent === "stale" && html`<span class="fault" role="alert">${t("changed_meanwhile")}</span>`}</p>`;
  }
  const sure = () => {
    asking.value = "";
    board.send(session.id, { type: `${act}_session`, session: session.id, seen: session.revision });
  };
  return html`<div class="session-act" role="alertdialog" aria-label=${t(`${act}_session`)}>
    <p>${t(`sure_${act}`, { name: session.name })}</p>
    <button class="primary" onClick=${sure}>${t(`yes_${act}`)}</button>
    <button onClick=${() => (asking.value = "")}>${t("cancel")}</button>
  </div>`;
}
