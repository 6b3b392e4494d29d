// How every page starts: theme, language, the words for waiting, then who I am; letters and icons after the first paint.

import { render } from "preact";
import { html } from "./html.js";
import { language } from "./i18n.js";
import { loadIcons } from "./icons.js";
import { Opening, openWith } from "./opening.js";
import { Api, passOf } from "./pass.js";
import { startTheme } from "./theme.js";

/**
 * @param {string} service e.g. `/checkin`
 * @param {string[]} icons
 * @returns {Promise<{api: Api, asked: Record<string, string>, root: HTMLElement, me: any}>} `asked`: the page's query.
 *   It never comes back if the pass is refused: then the page says so and stays
 */
export async function startPage(service, icons) {
  startTheme();
  document.documentElement.lang = language.value;
  const root = /** @type {HTMLElement} */ (document.getElementById("page"));
  render(html`<${Opening} />`, root);
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const api = new Api(`${service}/api`, passOf(location), () => language.value);
  loadIcons(`${service}/npm/lucide-static/icons`, icons);
  loadLetters(`${service}/web/fonts.css`);
  const me = await openWith(api, asked.conference ? { conference: asked.conference } : {});
  return { api, asked, root, me };
}

/** @param {string} href */
function loadLetters(href) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}
