// Vietnamese first, English second: words are tables of [vi, en]; a missing word is a type error.

import { signal } from "@preact/signals";
import { date as dayVi, number as numberVi, percent as percentVi } from "./vietnamese.js";

/** @typedef {"vi" | "en"} Language */
/** @typedef {Record<string, readonly [string, string]>} Words */

const KEPT = "diemcau-language";

/** @type {import("@preact/signals").Signal<Language>} */
export const language = signal(remembered());

/** @returns {Language} */
function remembered() {
  return globalThis.localStorage?.getItem(KEPT) === "en" ? "en" : "vi";
}

/** @param {Language} chosen */
export function speak(chosen) {
  language.value = chosen;
  document.documentElement.lang = chosen;
  localStorage.setItem(KEPT, chosen);
}

/**
 * A function that says a word of this table in the language of the moment; `{name}` takes the value of that name.
 * @template {Words} Table
 * @param {Table} words
 * @returns {(word: keyof Table, values?: Record<string, string | number>) => string}
 */
export function speaker(words) {
  return (word, values = {}) => {
    const said = words[word]?.[language.value === "en" ? 1 : 0] ?? String(word);
    return said.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
}

/** 1703 → 1.703 (1,703 in English). @param {number} value a whole number */
export const number = (value) => (language.value === "en" ? value.toLocaleString("en") : numberVi(value));

/** 0.985 → 98,5 % (98.5% in English). @param {number} ratio */
export const percent = (ratio) => (language.value === "en" ? percentEn(ratio) : percentVi(ratio));

/** Rounded as the Vietnamese one is, so that both languages show the same figure. @param {number} ratio */
const percentEn = (ratio) => `${(Math.floor(ratio * 1000 + 0.5) / 10).toLocaleString("en")}%`;

/**
 * 3/6/2023 in both languages.
 * @param {string | Date} value
 * @param {string} zone
 */
export const day = (value, zone) => dayVi(value, zone);

/**
 * 7:05, in the zone of the conference.
 * @param {string | Date} moment
 * @param {string} zone
 */
export function hour(moment, zone) {
  const form = { timeZone: zone, hour: "numeric", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("vi", /** @type {any} */ (form)).format(new Date(moment)).replace(/^0(?=\d:)/, "");
}
