// Before a page has anything to show: it waits for the server, says for what, and says what to do if the pass is refused.

import { signal } from "@preact/signals";
import { html } from "./html.js";
import { speaker } from "./i18n.js";
import { Switches } from "./switches.js";
import { COMMON } from "./words.js";

const t = speaker(COMMON);
const AGAIN = 3_000; // ms

/** @typedef {{kind: "waiting" | "away" | "no_pass"} | {kind: "refused", sentence: string}} Opening */

/** @type {import("@preact/signals").Signal<Opening>} */
export const opening = signal({ kind: "waiting" });

/** @type {() => void} */
let hurry = () => {};

/**
 * What `GET …/api/me` says, however long it takes; never, if the pass is refused: then the page says so.
 * @param {import("./pass.js").Api} api
 * @param {Record<string, string>} query
 * @returns {Promise<any>}
 */
export async function openWith(api, query) {
  if (!api.pass) return stay({ kind: "no_pass" });
  for (;;) {
    const answer = await api.get("me", query);
    if (answer.status === 200) return answer.body;
    if (answer.status >= 400 && answer.status < 500) return refused(answer.body?.detail ?? t("pass_refused"));
    opening.value = { kind: "away" };
    await new Promise((resolve) => setTimeout((hurry = () => resolve(undefined)), AGAIN));
  }
}

/** @param {string} sentence */
export const refused = (sentence) => stay({ kind: "refused", sentence });

/** The page stays as it is until a pass is scanned. @param {Opening} as @returns {Promise<never>} */
function stay(as) {
  opening.value = as;
  return new Promise(() => {});
}

export function Opening() {
  const { kind } = opening.value;
  if (kind === "refused") return html`<main class="opening" data-kind="refused"><h1>${opening.value.sentence}</h1></main>`;
  if (kind === "no_pass") {
    return html`<${OpeningHead} /><main class="opening"><h1>${t("no_pass")}</h1><p class="hint">${t("no_pass_trial")}</p></main>`;
  }
  return html`<${OpeningHead} /><main class="opening" aria-busy="true">
    <h1>${t(kind === "away" ? "server_away" : "opening")}</h1>
    ${kind === "away" && html`<button class="primary" onClick=${() => hurry()}>${t("try_now")}</button>`}
  </main>`;
}

/** Of a page that has nothing else to put there. */
export const OpeningHead = () => html`<header class="opening-head"><${Switches} /></header>`;
