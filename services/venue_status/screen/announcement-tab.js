// Announcements: write one, see who has read it and who has not, take it back.

/** @import { Board } from "./board-state.js" */
/** @import { Heard } from "./announcements.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { AnnouncementForm } from "./announcement-form.js";
import { heardOf } from "./announcements.js";
import { sayLength, timeOf } from "./link-words.js";
import { SentLine } from "./sent-line.js";
import { shortName } from "./tile-words.js";
import { t } from "./words-of-announcements.js";
import { sayMoment } from "./zoned.js";

/** @param {{board: Board}} props */
export function AnnouncementTab({ board }) {
  const { items, line } = board.view.value;
  if (line.state === "connecting") return html`<p class="nothing" role="status">${t("fetching")}</p>`;
  const said = heardOf(items, [...board.names.value.keys()]);
  return html`<div class="pair" data-opened="false">
    ${board.mayAct && html`<${AnnouncementForm} board=${board} />`}
    <section class="pair-one" aria-label=${t("tab_announcements")}>
      ${said.length === 0 && html`<p class="nothing">${t("none_said")}</p>`}
      <ul class="cards">${said.map((heard) => html`<li key=${heard.announcement.id}><${OneSaid} board=${board} heard=${heard} /></li>`)}</ul>
    </section>
  </div>`;
}

/** @param {{board: Board, heard: Heard}} props */
function OneSaid({ board, heard }) {
  const { announcement, read, unread } = heard;
  const { at, by, urgent, withdrawn, text } = announcement;
  const counts = { n: number(read.length), all: number(read.length + unread.length) };
  return html`<article class="said" data-urgent=${urgent} data-withdrawn=${withdrawn}>
    <p class="said-text">${urgent && html`<strong class="urgent">${t("urgent")}</strong> `}${text}</p>
    <p class="hint">${at && sayMoment(at, board.now.value, board.zone)} · ${board.who(by)} · ${t("to_n", { n: counts.all })}</p>
    <p class="said-read" data-all=${unread.length === 0}>${withdrawn ? t("withdrawn") : t(unread.length === 0 ? "all_read" : "read_of", counts)}</p>
    ${!withdrawn && html`<${Who} board=${board} heard=${heard} />`}
    ${!withdrawn && board.mayAct && html`<${Withdraw} board=${board} id=${announcement.id} />`}
  </article>`;
}

/** Those who have not read it are in sight; those who have, behind one press. @param {{board: Board, heard: Heard}} props */
function Who({ board, heard: { announcement, read, unread } }) {
  const name = (/** @type {string} */ venue) => shortName(board.names.value.get(venue) ?? venue);
  const length = sayLength(board.now.value - timeOf(announcement.at));
  return html`${unread.length > 0 && html`<details open=${unread.length <= 24}><summary>${t("who_has_not", { n: number(unread.length) })} · ${t("not_read_for", { length })}</summary>
      <ul class="names">${unread.map((venue) => html`<li key=${venue}>${name(venue)}</li>`)}</ul></details>`}
    ${read.length > 0 && html`<details><summary>${t("who_has", { n: number(read.length) })}</summary>
      <ul class="names">${read.map(({ venue, at }) => html`<li key=${venue}>${name(venue)}, ${t("read_at", { time: sayMoment(at, board.now.value, board.zone) })}</li>`)}</ul></details>`}`;
}

/** In two presses. @param {{board: Board, id: string}} props */
function Withdraw({ board, id }) {
  const asking = useSignal(false);
  const thing = `announcement/${id}`;
  const sure = () => {
    asking.value = false;
    board.send(thing, { type: "withdraw", announcement: id });
  };
  if (!asking.value) return html`<${SentLine} board=${board} thing=${thing} /><div class="deeds"><button onClick=${() => (asking.value = true)}>${t("withdraw")}</button></div>`;
  return html`<div class="deeds" role="alertdialog" aria-label=${t("withdraw")}><p>${t("sure_withdraw")}</p>
    <button class="primary" onClick=${sure}>${t("yes_withdraw")}</button><button onClick=${() => (asking.value = false)}>${t("cancel")}</button></div>`;
}
