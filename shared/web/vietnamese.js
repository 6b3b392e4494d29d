// Vietnamese names, codes and figures in the browser: the same as `shared/vietnamese.py`, by one table of cases.
// Why the ranges are written out, and what each form is for, is said there.

const ATTENDEES = "5b6f6d0e-9a2c-4f0e-8d1e-1703c0112023"; // never change
const LONGEST_CODE = 200; // characters, after normalising
const ZONE = "Asia/Ho_Chi_Minh";

const BLANK = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const UNSEEN = new RegExp(
  "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180f" +
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}]",
  "gu",
);
const SYLLABLE = /[^\x00-/:-`{-\xa9\u2000-\u206f]+/gu;
const MARK = /[\u0300-\u036f]/gu;
/** @type {Record<string, string>} */
const TONES = { "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5" };
const SCANNER_PREFIX = /^(?:\][A-Z][0-9A-Z]|\\[0-9]{6})+/u;

/**
 * The form to show and store: composed, single blanks, nothing unseen; spelling and case as typed.
 * @param {string} text
 * @returns {string}
 */
export function display(text) {
  const seen = text.replace(UNSEEN, "").replace(BLANK, " ").replace(/^ | $/g, "");
  return seen.normalize("NFC").replaceAll("\u00d0", "Đ").replaceAll("\u00f0", "đ");
}

/**
 * Equal for two spellings of one name: no case, the tone as a digit after its syllable (hoà = hòa = hoa1).
 * @param {string} text
 * @returns {string}
 */
export function exactKey(text) {
  return display(text).toLowerCase().replace(SYLLABLE, toneLast);
}

/** @param {string} syllable */
function toneLast(syllable) {
  const marked = [...syllable.normalize("NFD")];
  const letters = marked.filter((sign) => !(sign in TONES)).join("");
  return letters.normalize("NFC") + marked.map((sign) => TONES[sign] ?? "").join("");
}

/**
 * For the search box: no marks, no case, đ is d.
 * @param {string} text
 * @returns {string}
 */
export function foldedKey(text) {
  return display(text).toLowerCase().normalize("NFD").replace(MARK, "").replaceAll("đ", "d");
}

const letters = new Intl.Collator("vi");

/**
 * The order of a Vietnamese list, for `sort`: by tên, then họ, then đệm.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function compareNames(one, other) {
  const [ours, theirs] = [parts(one), parts(other)];
  const differing = ours.map((part, at) => letters.compare(part, theirs[at] ?? "")).find((order) => order !== 0);
  return differing ?? 0;
}

/** @param {string} name */
function parts(name) {
  const before = display(name).split(" ");
  const ten = before.pop() ?? "";
  return [ten, before[0] ?? "", before.slice(1).join(" ")];
}

/** A code that can be nobody's key; `reason` is code-empty, code-too-long or code-unreadable. */
export class CodeFault extends Error {
  /** @param {"code-empty" | "code-too-long" | "code-unreadable"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * A scanned or typed code as it is keyed: NFKC, upper case, no blanks, nothing unseen, no scanner prefix.
 * @param {string} text
 * @returns {string}
 * @throws {CodeFault}
 */
export function normaliseCode(text) {
  if (/\p{Surrogate}/u.test(text)) throw new CodeFault("code-unreadable");
  const upper = text.normalize("NFKC").replace(UNSEEN, "").replace(BLANK, "").toUpperCase();
  const code = upper.normalize("NFKC").replace(SCANNER_PREFIX, "");
  if (!code) throw new CodeFault("code-empty");
  if ([...code].length > LONGEST_CODE) throw new CodeFault("code-too-long");
  return code;
}

/**
 * The id of whoever holds this code in this conference: a UUID of version 5. Needs a secure page (https or 127.0.0.1).
 * @param {string} conference
 * @param {string} code
 * @returns {Promise<string>}
 */
export async function attendeeId(conference, code) {
  const space = (ATTENDEES.match(/[0-9a-f]{2}/g) ?? []).map((pair) => parseInt(pair, 16));
  const name = new TextEncoder().encode(`${conference}/${normaliseCode(code)}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", Uint8Array.of(...space, ...name)));
  return uuidOf(hash.slice(0, 16));
}

/** @param {Uint8Array} bytes */
function uuidOf(bytes) {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50; // version 5
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80; // the variant of RFC 9562
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * 1703 → 1.703
 * @param {number} value a whole number
 * @returns {string}
 */
export function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
}

/**
 * 0.985 → 98,5 %; one decimal, left out when it is zero.
 * @param {number} ratio
 * @returns {string}
 */
export function percent(ratio) {
  const tenths = Math.floor(ratio * 1000 + 0.5);
  const decimal = tenths % 10;
  return number(Math.floor(tenths / 10)) + (decimal ? `,${decimal} %` : " %");
}

/**
 * 3/6/2023, of a day written 2023-06-03 or of a moment as it is in the zone of the conference.
 * @param {string | Date} value
 * @param {string} [zone]
 * @returns {string}
 */
export function date(value, zone = ZONE) {
  const day = typeof value === "string" ? value : new Intl.DateTimeFormat("sv", { timeZone: zone }).format(value);
  return day.slice(0, 10).split("-").map(Number).reverse().join("/");
}
