// Light, dark, or as the device has it. The dark tokens stand in one media query of tokens.css, switched here.

import { signal } from "@preact/signals";

const KEPT = "diemcau-theme";
const AS_DEVICE = "(prefers-color-scheme: dark)";

export const dark = signal(false);

/** As chosen before, else as the device has it. */
export function startTheme() {
  const chosen = localStorage.getItem(KEPT);
  apply(chosen === "dark" || chosen === "light" ? chosen === "dark" : matchMedia(AS_DEVICE).matches);
}

export function switchTheme() {
  apply(!dark.value);
  localStorage.setItem(KEPT, dark.value ? "dark" : "light");
}

/** @param {boolean} wanted */
function apply(wanted) {
  dark.value = wanted;
  for (const rule of darkRules()) rule.media.mediaText = wanted ? "all" : "not all";
}

/** @type {CSSMediaRule[] | undefined} */
let found;

function darkRules() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  found ??= rules.filter((rule) => rule instanceof CSSMediaRule).filter((rule) => rule.conditionText === AS_DEVICE);
  return found;
}
