// Say something to the desks of all venues, or of some.

/** @import { Board } from "./board-state.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { uuid7 } from "../../../shared/web/uuid.js";
import { SentLine } from "./sent-line.js";
import { VenueTicks } from "./venue-ticks.js";
import { t } from "./words-of-announcements.js";

const LONGEST = 500; // letters, as the command has it
const NEW = "announcement/new"; // what is being written has no id yet

/** @param {{board: Board}} props */
export function AnnouncementForm({ board }) {
  const text = useSignal("");
  const urgent = useSignal(false);
  const toSome = useSignal(false);
  const chosen = useSignal(/** @type {Set<string>} */ (new Set()));
  const sending = board.sent.value[NEW]?.how === "sending";
  const ready = text.value.trim() && !(toSome.value && chosen.value.size === 0) && !sending;
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    if (!ready) return;
    const venues = toSome.value ? { venues: [...chosen.value] } : {};
    const whole = { type: "announce", announcement: uuid7(), text: text.value.trim(), urgent: urgent.value, ...venues };
    if (await board.send(NEW, whole)) [text.value, urgent.value, toSome.value, chosen.value] = ["", false, false, new Set()];
  };
  return html`<form class="sheet pair-list" onSubmit=${submit} aria-labelledby="write-announcement">
    <h2 id="write-announcement">${t("write")}</h2>
    <label class="field">${t("text")}<textarea rows="4" maxlength=${LONGEST} required value=${text.value} onInput=${(/** @type {any} */ event) => (text.value = event.currentTarget.value)}></textarea></label>
    <label class="tick"><input type="checkbox" checked=${urgent.value} onChange=${() => (urgent.value = !urgent.value)} />${t("urgent")}</label>
    <div class="switch" role="group" aria-label=${t("to_whom")}>
      <button type="button" aria-pressed=${!toSome.value} onClick=${() => (toSome.value = false)}>${t("to_all")}</button>
      <button type="button" aria-pressed=${toSome.value} onClick=${() => (toSome.value = true)}>${t("to_some")}</button>
    </div>
    ${toSome.value && html`<${VenueTicks} board=${board} chosen=${chosen} /><p class="hint">${chosen.value.size ? t("chosen_n", { n: number(chosen.value.size) }) : t("choose_some")}</p>`}
    <${SentLine} board=${board} thing=${NEW} />
    <p class="hint">${t("why_hint")}</p>
    <button class="primary" disabled=${!ready}>${t("send_it")}</button>
  </form>`;
}
