// One of the nine items: what it is, three large buttons, a note where something is wrong.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { CheckItem, Result } from "./desk-checks.js" */
/** @import { Item } from "../../../shared/web/items.js" */
import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";
import { hour } from "../../../shared/web/i18n.js";
import { Icon } from "../../../shared/web/icons.js";
import { RESULTS, resultOf } from "./desk-checks.js";
import { t } from "./desk-words.js";

const RESULT_ICONS = { passed: "check", failed: "x", unchecked: "minus" };

/** @param {{desk: LineDesk, round: string, item: CheckItem, check: Item | undefined, before: Item | undefined}} props */
export function CheckRow({ desk, round, item, check, before }) {
  const thing = `check/${round}/${item}`;
  const sent = desk.sent.value[thing];
  const known = check?.items?.[item];
  const under = sent && sent.how !== "refused" ? sent.command : undefined;
  const result = /** @type {Result} */ (under?.result ?? resultOf(check, item));
  const note = under?.note ?? known?.note ?? "";
  const noting = useSignal(false);
  /** @param {Result} result @param {string} note */
  const save = (result, note) => desk.send(thing, { type: "check_line", round, item, result, note });
  const earlier = resultOf(before, item);
  const open = noting.value || note !== "" || result === "failed";
  return html`<li class="check-row" data-result=${result}>
    <div class="check-name"><strong id=${`name-${item}`}>${t(`item_${item}`)}</strong>
      ${earlier !== "unchecked" && html`<p class="check-before" data-result=${earlier}><${Icon} name=${RESULT_ICONS[earlier]} />${t("before", { result: t(earlier) })}</p>`}
      <${Foot} desk=${desk} known=${known} sent=${sent} /></div>
    <div class="check-results" role="group" aria-labelledby=${`name-${item}`}>
      ${RESULTS.map((one) => html`<button key=${one} type="button" data-result=${one} aria-pressed=${one === result} onClick=${() => save(one, one === "unchecked" ? "" : note)}>
        <${Icon} name=${RESULT_ICONS[one]} />${t(one)}</button>`)}
    </div>
    <button type="button" class="quiet check-note-button" aria-expanded=${open} disabled=${open} onClick=${() => (noting.value = true)}>
      <${Icon} name="square-pen" /><span class="unseen">${t("note")}: ${t(`item_${item}`)}</span></button>
    ${open && html`<${NoteField} item=${item} note=${note} save=${(/** @type {string} */ typed) => save(result, typed)} />`}
  </li>`;
}

/** Who found it so and when, or how the saving stands. @param {{desk: LineDesk, known: any, sent: any}} props */
function Foot({ desk, known, sent }) {
  if (sent?.sentence) return html`<p class="check-foot fault" role="alert">${sent.sentence}</p>`;
  if (sent) return html`<p class="check-foot" role="status">${t(sent.how === "sending" ? "saving" : "save_waits")}</p>`;
  return known && html`<p class="check-foot">${t("saved_by", { who: desk.who(known.by), time: hour(known.at, desk.zone) })}</p>`;
}

/** Saved when the field is left, or with Enter. @param {{item: CheckItem, note: string, save: (typed: string) => void}} props */
function NoteField({ item, note, save }) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  };
  return html`<form class="check-note" onSubmit=${submit}>
    <label class="unseen" for=${`note-${item}`}>${t("note")}: ${t(`item_${item}`)}</label>
    <input id=${`note-${item}`} placeholder=${t("note")} maxlength="300" autocomplete="off" defaultValue=${note}
      onChange=${(/** @type {any} */ event) => save(event.currentTarget.value.trim())} />
  </form>`;
}
