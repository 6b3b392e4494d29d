// The head of every page: which conference, where, when, who I am, how the line is and how old is what is shown.

import { signal } from "@preact/signals";
import { ageOf, isFresh, isOld } from "./age.js";
import { html } from "./html.js";
import { hour, speaker } from "./i18n.js";
import { Icon } from "./icons.js";
import { Switches } from "./switches.js";
import { COMMON } from "./words.js";

const TICK = 5_000; // ms; ages are said in steps, so that nothing flickers

export const HEAD_ICONS = ["wifi", "wifi-off", "clock", "sun", "moon", "languages"];

const t = speaker(COMMON);
const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), TICK).unref?.();

/**
 * @typedef {import("./live.js").Line} Line
 * @param {{title: string, place: any, who: string, line?: Line, waiting: number, zone: string, clock: (at: number) => Date,
 *   rehearsal?: boolean}} props `clock`: what the server's clock showed at that ms of ours.
 *   Without `line` the page shows nothing live.
 */
export function Head({ title, place, who, line, waiting, zone, clock, rehearsal }) {
  return html`<header class="head">
    <div class="head-where">
      <p class="head-title"><span>${rehearsal && html`<strong class="rehearsal">${t("rehearsal")}</strong> `}${title}</span></p>
      <div class="head-place">${place}<span class="head-who">${who}</span></div>
    </div>
    <div class="head-state">
      ${line && html`<${LineChip} line=${line} waiting=${waiting} since=${hour(clock(line.since), zone)} />
        <${Age} line=${line} />`}
    </div>
    <div class="head-switches"><${Switches} /></div>
  </header>`;
}

/** @param {{line: Line, waiting: number, since: string}} props */
function LineChip({ line, waiting, since }) {
  const said = { connecting: t("connecting"), live: t("online"), lost: t("offline_since", { time: since }), hidden: t("hidden") };
  return html`<p class="chip" data-line=${line.state} role="status">
    <${Icon} name=${line.state === "live" ? "wifi" : "wifi-off"} />
    <span>${said[line.state]}${waiting > 0 && ` · ${t("n_waiting", { n: waiting })}`}</span>
  </p>`;
}

/** @param {{line: Line}} props */
function Age({ line }) {
  if (line.state === "connecting") return null;
  const age = ageOf(line, Math.max(now.value, line.since));
  return html`<p class="chip" data-age=${isOld(line, age) ? "old" : "fresh"}><${Icon} name="clock" /><span>${sayAge(line, age)}</span></p>`;
}

/** @param {Line} line @param {number} seconds */
function sayAge(line, seconds) {
  if (isFresh(line, seconds)) return t("fresh");
  return seconds < 120 ? t("seconds_old", { n: seconds }) : t("minutes_old", { n: Math.floor(seconds / 60) });
}
