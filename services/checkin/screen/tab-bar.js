// The names of the tabs, what a tab puts beside or below them, and the tab that is shown.

/** @import { Tabs } from "./tabs.js" */
/** @import { Guest } from "../../../shared/web/guest.js" */
import { useErrorBoundary } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { language } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { OWN } from "./tabs.js";
import { t } from "./words.js";

/** @param {{tabs: Tabs}} props */
export function TabBar({ tabs }) {
  const shown = tabs.shown.value;
  return html`<nav class="tab-bar" aria-label=${t("tabs")}>
    <a class="button" href=${`#${OWN}`} aria-current=${shown === OWN ? "page" : undefined}><${Icon} name="scan-line" />${t("tab_checkin")}</a>
    ${tabs.others.map(
      ({ name, words, guest }) =>
        html`<a key=${name} class="button" href=${`#${name}`} aria-current=${shown === name ? "page" : undefined}>
          ${say(words)}<${Part} guest=${guest} part="Mark" /></a>`,
    )}
    <${Parts} tabs=${tabs} part="Bar" />
  </nav>`;
}

/** @param {readonly [string, string]} words Vietnamese, English */
const say = (words) => words[language.value === "en" ? 1 : 0];

/** What every tab, shown or not, puts there. @param {{tabs: Tabs, part: "Top" | "Bar" | "Under"}} props */
export function Parts({ tabs, part }) {
  return tabs.others.map(({ name, guest }) => html`<${Part} key=${name} guest=${guest} part=${part} />`);
}

/** @param {{tabs: Tabs}} props */
export function ShownTab({ tabs }) {
  const there = tabs.others.find(({ name }) => name === tabs.shown.value);
  if (!there) return null;
  const { name, words, guest } = there;
  return html`<main class="tab" key=${name}>
    <h1 class="unseen">${say(words)}</h1>
    ${guest.arrival.value.kind === "here" ? html`<${Part} guest=${guest} part="Page" />` : html`<${NotHere} guest=${guest} />`}
  </main>`;
}

/**
 * A tab that breaks breaks alone: check-in goes on.
 * @param {{guest: Guest, part: "Top" | "Bar" | "Under" | "Page" | "Mark"}} props
 */
function Part({ guest, part }) {
  const [broken] = useErrorBoundary((error) => console.error(error));
  const arrival = guest.arrival.value;
  const Shown = arrival.kind === "here" ? arrival.tab[part] : undefined;
  if (broken) return part === "Page" ? html`<p class="nothing">${t("tab_broken")}</p>` : null;
  return Shown ? html`<${Shown} />` : null;
}

/** @param {{guest: Guest}} props */
function NotHere({ guest }) {
  if (guest.arrival.value.kind === "coming") return html`<p class="nothing" role="status">${t("tab_coming")}</p>`;
  return html`<div class="nothing" role="status">
    <p>${t("tab_away")}</p>
    <button class="primary" onClick=${() => guest.hurry()}>${t("try_now")}</button>
  </div>`;
}
