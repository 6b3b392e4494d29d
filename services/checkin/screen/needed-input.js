// A field that must be filled. What is missing is said below it, in the language of the page, and the field has the focus.

import { useSignal } from "@preact/signals";
import { html } from "../../../shared/web/html.js";

export const THREE_LETTERS = "\\s*\\S.+\\S\\s*"; // a pattern: blanks before and after do not count

/** @param {{id: string, sentence: string, onInput?: (event: any) => void, [attribute: string]: any}} props */
export function NeededInput({ id, sentence, onInput, ...attributes }) {
  const fault = useSignal(false);
  /** The browser would say it in its own words and language. @param {any} event */
  const complain = (event) => {
    event.preventDefault();
    fault.value = true;
    event.currentTarget.focus();
  };
  /** @param {any} event */
  const typed = (event) => {
    fault.value = false;
    onInput?.(event);
  };
  return html`<input ...${attributes} id=${id} required autocomplete="off" aria-invalid=${fault.value}
      aria-describedby=${fault.value ? `${id}-fault` : undefined} onInvalid=${complain} onInput=${typed} />
    ${fault.value && html`<p class="fault" id=${`${id}-fault`} role="alert">${sentence}</p>`}`;
}
