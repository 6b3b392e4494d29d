// Where the reader stands is in the page's address, after the #: a tab, and the one thing opened in it. Pure.

/** @typedef {"board" | "incidents" | "checks" | "announcements"} Tab */
/** @typedef {{tab: Tab, id: string}} Place */

/** @type {Tab[]} */
export const TABS = ["board", "incidents", "checks", "announcements"];

/** `#checks/DC03` @param {string} hash @returns {Place} */
export function placeOf(hash) {
  const [name, ...rest] = hash.slice(1).split("/");
  const tab = TABS.find((one) => one === name) ?? "board";
  return { tab, id: tab === name ? decodeURIComponent(rest.join("/")) : "" };
}

/** @param {Tab} tab @param {string} [id] */
export const addressOf = (tab, id) => (id ? `#${tab}/${encodeURIComponent(id)}` : `#${tab}`);
