// The icons of check-in's pages, by their lucide names.

import { HEAD_ICONS } from "../../../shared/web/head.js";

export const ICONS = [
  ...HEAD_ICONS,
  "circle-check", "triangle-alert", "octagon-x", "hourglass", "log-in", "log-out", "undo-2", "scan-line",
  "user-plus", "users", "list-checks", "calculator", "message-square-quote", "x",
];
