// The icons of the desk's tab, by their lucide names; the page has those of its head and of check-in already.

import { KIND_ICONS, STATUS_ICONS } from "./desk-incidents.js";
import { STATE_ICONS } from "./link-words.js";

export const ICONS = [
  ...new Set([...Object.values(STATE_ICONS), ...Object.values(KIND_ICONS), ...Object.values(STATUS_ICONS)]),
  "activity", "siren", "megaphone", "check", "minus", "x", "square-pen",
];
