// In or out. Out is loud and stands across the whole page, so that nobody is sent home by a forgotten switch.

/** @import { Door } from "./door.js" */
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { t } from "./words.js";

/** @param {{door: Door}} props */
export function ModeSwitch({ door }) {
  const leaving = door.leaving.value;
  return html`<fieldset class="mode">
    <legend class="unseen">${t("mode")}</legend>
    <button type="button" aria-pressed=${!leaving} onClick=${() => turn(door, false)}><${Icon} name="log-in" />${t("mode_entry")}</button>
    <button type="button" aria-pressed=${leaving} onClick=${() => turn(door, true)}><${Icon} name="log-out" />${t("mode_exit")}</button>
  </fieldset>`;
}

/** @param {{door: Door}} props */
export function LeavingSign({ door }) {
  if (!door.leaving.value) return null;
  return html`<div class="leaving-sign" role="status">
    <${Icon} name="log-out" /><strong>${t("leaving_sign")}</strong>
    <button onClick=${() => turn(door, false)}>${t("back_to_entry")}</button>
  </div>`;
}

/** @param {Door} door @param {boolean} leaving */
function turn(door, leaving) {
  door.leaving.value = leaving;
  door.show(undefined);
}
