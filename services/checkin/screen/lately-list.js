// The last five people at this door. A press shows that answer again, with its buttons.

/** @import { Row } from "./lately.js" */
/** @import { Deed } from "./types.js" */
/** @import { Door } from "./door.js" */
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { whoIs } from "./answer-panel.js";
import { verdictOf } from "./verdicts.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function LatelyList({ door }) {
  const rows = door.lately.value;
  return html`<section class="lately">
    <h2>${t("lately")}</h2>
    ${rows.length === 0 && html`<p>${t("lately_none")}</p>`}
    <ol>${rows.map((row) => html`<li key=${row.id}><${Line} door=${door} row=${row} /></li>`)}</ol>
  </section>`;
}

/** @param {{door: Door, row: Row}} props */
function Line({ door, row }) {
  const names = door.names.known.value;
  const deed = row.deed ?? asDeed(door, row);
  const verdict = verdictOf(deed, { me: door.me, names });
  const person = whoIs(deed, names);
  return html`<button class="lately-row" data-row=${row.id} data-tone=${verdict.tone} data-unseen=${Boolean(deed.unseen)} onClick=${() => again(door, deed)}>
    <span class="lately-sign"><${Icon} name=${verdict.icon} /></span>
    <span class="lately-who"><strong>${person.name}</strong><span>${person.unit ?? ""}</span></span>
    <span class="lately-what"><strong>${deed.unseen ? t("look_again") : verdict.word}</strong><time>${hour(row.at, door.me.conference.zone)}</time></span>
  </button>`;
}

/** A deed of another desk, as far as the live view tells it. @param {Door} door @param {Row} row @returns {Deed} */
function asDeed(door, { id, at, attendee, code, by }) {
  const state = door.view.value.items.get(`attendee/${attendee}`)?.state ?? { presences: [] };
  const command = { type: "seen", id, ...door.place, attendee };
  const decision = { type: "seen", code, at, command: id, attendee, by, revision: 0, ...door.place, state };
  return { id, at, command, outcome: { decision, people: {} } };
}

/** @param {Door} door @param {Deed} deed */
function again(door, deed) {
  if (!door.deeds.value.includes(deed)) door.deeds.value = [deed, ...door.deeds.value];
  door.show(deed.id);
}
