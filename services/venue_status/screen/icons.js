// The icons of the board, by their lucide names.

import { HEAD_ICONS } from "../../../shared/web/head.js";
import { STATE_ICONS } from "./link-words.js";

export const ICONS = [
  ...HEAD_ICONS,
  ...Object.values(STATE_ICONS),
  "activity", "users", "inbox", "siren", "phone", "megaphone", "clipboard-check", "list-checks", "maximize", "minimize",
  "arrow-down-wide-narrow", "list-ordered", "chevron-right", "chevron-down", "circle-x", "circle-minus", "plus", "x",
];
