// The notices of the conference, as they go up.

import { Live } from "../../../shared/web/live.js";

/** @param {{venue: string, text: string}} notice */
function line(notice) {
  const item = document.createElement("li");
  item.textContent = `${notice.venue}: ${notice.text}`; // as text: somebody typed it
  return item;
}

/** @param {Live} live */
function changed(live) {
  document.querySelector("ul")?.replaceChildren(...live.items.kind("notice").map((item) => line(/** @type {any} */ (item))));
}

new Live(`/notices/api/live/board${location.search}`, { changed }).open();
