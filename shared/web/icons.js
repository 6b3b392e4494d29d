// Icons of lucide, fetched once when the page starts and drawn inline: a line that breaks later takes no icon away.

import { signal } from "@preact/signals";
import { html } from "./html.js";

/** @type {import("@preact/signals").Signal<Record<string, string>>} */
const drawn = signal({});

/**
 * Beside those that are here already: a tab of another service brings its own.
 * @param {string} base where the service serves them, e.g. `/checkin/npm/lucide-static/icons`
 * @param {string[]} names
 */
export async function loadIcons(base, names) {
  const found = await Promise.all(names.map((name) => fetchIcon(`${base}/${name}.svg`)));
  drawn.value = { ...drawn.value, ...Object.fromEntries(names.map((name, at) => [name, found[at] ?? ""])) };
}

/** The drawing alone; a picture that is missing is no reason to stop: the word stands beside it. @param {string} url */
async function fetchIcon(url) {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok ? answer.text() : "";
}

/** @param {{name: string}} props */
export function Icon({ name }) {
  return html`<span class="icon" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: drawn.value[name] ?? "" }} />`;
}
