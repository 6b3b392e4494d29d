// The figures of one venue: measured beside told, its sources, its parts, its people.

/** @import { Board } from "./board-state.js" */
/** @import { Link, VenueView } from "./types.js" */
import { useEffect } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { number, percent } from "../../../shared/web/i18n.js";
import { sayAgo, sayLength, sayState, timeOf } from "./link-words.js";
import { venuesOf } from "./venue-views.js";
import { t } from "./words-of-venue.js";
import { sayMoment } from "./zoned.js";

const SHOWN = 6; // sources; a page loaded anew is another one

/** @param {{board: Board, view: VenueView}} props */
export function VenueFacts({ board, view }) {
  const { link, present, expected } = view;
  return html`<dl class="facts">
    <div><dt>${t("measured")}</dt><dd>${sayState(link?.observed ?? "no_data")}${link?.flapping && ` · ${t("flapping")}`}</dd></div>
    <div><dt>${t("told")}</dt><dd>${sayTold(board, link)}</dd></div>
    ${link && measures(link).map(([name, said]) => html`<div key=${name}><dt>${t(name)}</dt><dd>${said}</dd></div>`)}
    ${expected !== undefined && html`<div><dt>${t("people")}</dt><dd>${number(present ?? 0)} / ${number(expected)}</dd></div>`}
    <${Contact} board=${board} venue=${view.id} />
    ${link && html`<${Sources} board=${board} link=${link} /><${Parts} board=${board} link=${link} />`}
  </dl>`;
}

/** @param {Board} board @param {Link | undefined} link */
function sayTold(board, link) {
  if (!link?.declared) return t("nobody_told");
  const { state, by, at, reason } = link.declared;
  return [sayState(/** @type {any} */ (state)), t("told_by", { who: board.who(by), time: sayMoment(at, board.now.value, board.zone) }), reason].filter(Boolean).join(" · ");
}

/** @param {Link} link @returns {["rtt" | "jitter" | "loss", string][]} */
function measures({ rtt, jitter, loss }) {
  /** @type {["rtt" | "jitter" | "loss", string | undefined][]} */
  const all = [["rtt", inMs(rtt)], ["jitter", inMs(jitter)], ["loss", loss === null ? undefined : percent(loss)]];
  return /** @type {any} */ (all.filter(([, said]) => said));
}

/** @param {number | null} value */
const inMs = (value) => (value === null ? undefined : t("ms", { n: number(Math.round(value)) }));

/** @param {{board: Board, venue: string}} props */
function Contact({ board, venue }) {
  const id = venuesOf(board.view.value.items, board.me).find((one) => one.id === venue)?.contact;
  useEffect(() => void board.contacts.want(id), [id]);
  const person = board.contacts.known.value[id ?? ""];
  if (!person) return null;
  return html`<div><dt>${t("contact")}</dt><dd>${[person.name, person.title].filter(Boolean).join(" · ")}
    ${person.phone && html` <a class="button" href=${`tel:${person.phone}`}>${person.phone}</a>`}</dd></div>`;
}

/** @param {{board: Board, link: Link}} props */
function Sources({ board, link }) {
  const newest = Object.entries(link.sources).sort(([, one], [, other]) => timeOf(other.last_seen) - timeOf(one.last_seen));
  const sources = newest.slice(0, SHOWN);
  if (sources.length === 0) return null;
  return html`<div><dt>${t("sources")}</dt><dd><ul>${sources.map(([name, { kind, last_seen, waiting }]) => html`<li key=${name}>
    ${t(`source_${kind}`, { name })} · ${sayAgo(board.now.value - timeOf(last_seen))}${waiting > 0 && ` · ${t("deeds_of_source", { n: number(waiting) })}`}</li>`)}</ul></dd></div>`;
}

/** Those that somebody spoke of, and those that are or were lost. @param {{board: Board, link: Link}} props */
function Parts({ board, link }) {
  const names = /** @type {import("./types.js").Component[]} */ ([...new Set([...Object.keys(link.parts), ...Object.keys(link.lost_since), ...Object.keys(link.lost)])]);
  if (names.length === 0) return null;
  return html`<div><dt>${t("parts")}</dt><dd><ul>${names.map((name) => html`<li key=${name}><strong>${t(`part_${name}`)}</strong>: ${sayPart(board, link, name)}</li>`)}</ul></dd></div>`;
}

/** @param {Board} board @param {Link} link @param {import("./types.js").Component} name */
function sayPart(board, { parts, lost, lost_since }, name) {
  const told = parts[name];
  const since = lost_since[name];
  const before = lost[name];
  return [
    told && `${t(told.state === "ok" ? "part_ok" : "part_fault")} (${t("told_by", { who: board.who(told.by), time: sayMoment(told.at, board.now.value, board.zone) })})`,
    since && t("lost_for", { length: sayLength(board.now.value - timeOf(since)) }),
    before && `${t("lost_whole_day").toLowerCase()} ${sayLength(before * 1000)}`,
  ].filter(Boolean).join(" · ");
}
