// Somebody who is not on the list, in under half a minute; people of the same name who are on it are shown first.

/** @import { Door } from "./door.js" */
import { useMemo } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { walkIn } from "./deeds.js";
import { PersonFields, newcomerOf } from "./person-fields.js";
import { ResultsList } from "./results-list.js";
import { Search } from "./search.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function WalkInForm({ door }) {
  const alike = useMemo(() => searchFrom(door), []);
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const newcomer = newcomerOf(/** @type {HTMLFormElement} */ (event.target));
    door.send(walkIn(door.place, newcomer.id), { newcomer });
  };
  return html`<form class="fields" onSubmit=${submit}>
      <${PersonFields} me=${door.me} draft=${door.draft} named=${(/** @type {string} */ name) => alike.type(name)} />
      <button class="primary">${t("record_walk_in")}</button>
    </form>
    ${alike.people.value.length > 0 && html`<h3>${t("perhaps_listed")}</h3>
      <${ResultsList} id="alikes" search=${alike} isInside=${(/** @type {string} */ id) => door.isInside(id)} pick=${(/** @type {any} */ person) => door.pick(person)} />`}`;
}

/** @param {Door} door */
function searchFrom(door) {
  const { conference, venue } = door.place;
  const search = new Search(door.api, { conference, venue });
  if (door.draft) search.type(door.draft);
  return search;
}
