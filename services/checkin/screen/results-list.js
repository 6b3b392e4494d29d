// Who was found: name, and always unit, title and code, since many people share their name.

/** @import { Found, Search } from "./search.js" */
import { html } from "../../../shared/web/html.js";
import { number } from "../../../shared/web/i18n.js";
import { t } from "./words.js";

/**
 * @param {{search: Search, pick: (person: Found) => void, isInside: (id: string) => boolean, id?: string, nobody?: any}} props
 *   `id`: of the list, unique on the page. `nobody`: what to offer when nobody was found
 */
export function ResultsList({ search, pick, isInside, id = "results", nobody }) {
  const people = search.people.value;
  return html`<section class="results">
    <p class="results-said" role="status">${said(search, Boolean(nobody))}</p>
    ${search.results.value.kind === "found" && people.length === 0 && nobody}
    ${people.length > 0 && html`<ul id=${id} role="listbox" aria-label=${t("results")}>
      ${people.map((person, at) => html`<${Result} key=${person.id} id=${`${id.replace(/s$/, "")}-${at}`} person=${person} inside=${isInside(person.id)}
        marked=${search.active.value === at} pick=${pick} />`)}
    </ul>`}
  </section>`;
}

/** @param {Search} search @param {boolean} more whether there is something to offer when nobody was found */
function said(search, more) {
  const { kind } = search.results.value;
  const query = search.query.value.trim();
  if (kind === "short") return t("type_more");
  if (kind === "asking") return t("searching", { query });
  if (kind === "failed") return t("search_failed");
  const n = search.people.value.length;
  if (kind === "found" && n === 0) return `${t("found_none", { query })} ${t(more ? "found_none_next" : "found_none_again")}`;
  return kind === "found" ? t("found_n", { n: number(n) }) : "";
}

/** @param {{id: string, person: Found, inside: boolean, marked: boolean, pick: (person: Found) => void}} props */
function Result({ id, person, inside, marked, pick }) {
  return html`<li id=${id} role="option" aria-selected=${marked} class="result" onClick=${() => pick(person)}>
    <span class="result-name">${person.name}</span>
    <span class="result-code code">${person.code}</span>
    <span class="result-of">${[person.title, person.unit].filter(Boolean).join(" · ")}</span>
    ${inside && html`<span class="result-inside">${t("inside_now")}</span>`}
  </li>`;
}
