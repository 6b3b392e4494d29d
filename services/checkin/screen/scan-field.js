// The field that everything goes through: a scanner types into it, so does a hand; it has the focus whenever it can.

/** @import { Door } from "./door.js" */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { looksLikeCode } from "./deeds.js";
import { keepFocus } from "./focus.js";
import { t } from "./words.js";

/** @param {{door: Door, toFront: () => void}} props */
export function ScanField({ door, toFront }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => keepFocus(/** @type {HTMLInputElement} */ (field.current), toFront), []);
  const { search } = door;
  const open = search.people.value.length > 0;
  const leaving = door.leaving.value;
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    await enter(door);
    field.current?.select(); // what is left there gives way to the next scan
  };
  return html`<form class="scan" onSubmit=${submit} role="search">
    <label class="unseen" for="scan">${t("scan_label")}</label>
    <input ref=${field} id="scan" class="scan-field" type="text" autocomplete="off" autocapitalize="off" spellcheck=${false}
      inputmode="none" enterkeyhint="go" placeholder=${t("scan_hint")} value=${search.query.value}
      role="combobox" aria-autocomplete="list" aria-expanded=${open} aria-controls=${open ? "results" : undefined}
      aria-activedescendant=${open && search.active.value >= 0 ? `result-${search.active.value}` : undefined}
      onInput=${(/** @type {any} */ event) => search.type(event.currentTarget.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => steer(event, door)} />
    <button class="primary scan-go"><${Icon} name=${leaving ? "log-out" : "log-in"} /><span>${t(leaving ? "scan_exit" : "scan_entry")}</span></button>
  </form>`;
}

/** Nobody else needs the keyboard: the next scan goes into the field. */
export const restKeyboard = () => document.getElementById("scan")?.focus({ preventScroll: true });

/** @param {KeyboardEvent} event @param {Door} door */
function steer(event, door) {
  if (event.isComposing) return; // the Vietnamese keyboard is at work
  if (event.key === "ArrowDown") door.search.move(1);
  else if (event.key === "ArrowUp") door.search.move(-1);
  else if (event.key === "Escape") door.show(undefined);
  else return;
  event.preventDefault();
}

/** Enter, by hand or by the scanner. @param {Door} door */
async function enter(door) {
  const text = door.search.query.value.trim();
  if (!text) return;
  if (looksLikeCode(text)) return door.scan(text);
  if (door.search.results.value.kind === "short") return;
  const chosen = await door.search.chosen();
  if (chosen === "nobody") return; // the list says so, and what to do
  if (chosen !== "look") door.pick(chosen);
}
