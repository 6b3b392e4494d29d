// The number that the venue reads out: it stands beside the list, neither replaces the other.

/** @import { Door } from "./door.js" */
import { html } from "../../../shared/web/html.js";
import { headCount } from "./deeds.js";
import { NeededInput } from "./needed-input.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function HeadCountForm({ door }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("count");
    door.send(headCount(door.place, Number(typed)));
  };
  return html`<form class="fields" onSubmit=${submit}>
    <div class="field"><label for="count">${t("how_many")}</label>
      <${NeededInput} id="count" class="count" name="count" type="number" inputmode="numeric" min="0" max="100000" sentence=${t("count_needed")} /></div>
    <button class="primary">${t("record_count")}</button>
  </form>`;
}
