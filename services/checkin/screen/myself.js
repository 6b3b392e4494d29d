// A participant's own page, by personal link: at an online venue people check themselves in and out.

/** @import { Door } from "./door.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { Head } from "../../../shared/web/head.js";
import { Icon } from "../../../shared/web/icons.js";
import { AnswerPanel } from "./answer-panel.js";
import { checkIn, checkOut } from "./deeds.js";
import { venueName } from "./verdicts.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function Myself({ door }) {
  const { conference, pass } = door.me;
  const attendee = pass.person ?? "";
  const asking = useSignal(false);
  /** No live view tells this page of the day: it asks before each deed, since the afternoon is another session. @param {() => void} deed */
  const now = async (deed) => {
    asking.value = true;
    await door.refresh();
    asking.value = false;
    deed();
  };
  const enter = () => now(() => door.send({ ...checkIn(door.place, { attendee }), how: "link" }));
  const leave = () => now(() => door.send(checkOut(door.place, { attendee })));
  return html`<${Head} title=${conference.name} rehearsal=${conference.rehearsal} zone=${conference.zone}
      place=${html`<span>${venueName(door.venue, door.me)}</span><span>${door.session.value?.name}</span>`} who=""
      waiting=${door.waiting.value} clock=${(/** @type {number} */ at) => door.api.time.now(at)} />
    <main class="myself">
      <h1 class="unseen">${t("desk")}</h1>
      ${door.shown.value && html`<${AnswerPanel} door=${door} own />`}
      <button class="primary myself-enter" disabled=${asking.value} onClick=${enter}><${Icon} name="log-in" />${t("myself_enter")}</button>
      <button disabled=${asking.value} onClick=${leave}><${Icon} name="log-out" />${t("myself_leave")}</button>
    </main>`;
}
