// The scan field has the focus whenever nobody needs it elsewhere, so that a scanner always types into it.

const TYPED_INTO = "input, select, textarea";
const OTHER_FORMS = "form:not(.scan), .panel";

/**
 * On a device with a touch screen the field keeps its keyboard down until a finger asks for it: the answer stays in
 * sight, and a scanner needs no keyboard.
 * @param {HTMLInputElement} field
 * @param {() => void} toFront somebody types, or scans: the field must be in sight
 * @returns {() => void} stop
 */
export function keepFocus(field, toFront) {
  const back = () => field.focus({ preventScroll: true });
  const touched = () => field.setAttribute("inputmode", "search");
  const rested = () => field.setAttribute("inputmode", matchMedia("(pointer: coarse)").matches ? "none" : "search");
  const released = (/** @type {Event} */ event) => {
    if (!isOf(OTHER_FORMS, event.target) && !isTypedInto(document.activeElement)) back();
  };
  const typed = (/** @type {KeyboardEvent} */ event) => {
    const sign = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!sign || isTypedInto(document.activeElement)) return;
    toFront();
    back();
  };
  field.addEventListener("pointerdown", touched);
  field.form?.addEventListener("submit", rested);
  document.addEventListener("pointerup", released);
  document.addEventListener("keydown", typed);
  rested();
  back();
  return () => {
    document.removeEventListener("pointerup", released);
    document.removeEventListener("keydown", typed);
  };
}

/** @param {string} place @param {EventTarget | null} what */
const isOf = (place, what) => what instanceof Element && what.closest(place) !== null;

/** @param {EventTarget | null} what */
const isTypedInto = (what) => isOf(TYPED_INTO, what);
