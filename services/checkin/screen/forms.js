// The three things a desk does besides scanning; one form at a time stands in the place of the answer.

/** @import { Door } from "./door.js" */
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../../shared/web/html.js";
import { Icon } from "../../../shared/web/icons.js";
import { HeadCountForm } from "./head-count-form.js";
import { SubstituteForm } from "./substitute-form.js";
import { WalkInForm } from "./walk-in-form.js";
import { t } from "./words.js";

/** @type {{name: import("./door.js").Form, icon: string, form: any}[]} */
const FORMS = [
  { name: "walk_in", icon: "user-plus", form: WalkInForm },
  { name: "substitute", icon: "users", form: SubstituteForm },
  { name: "head_count", icon: "calculator", form: HeadCountForm },
];

/** @param {{door: Door}} props */
export function FormButtons({ door }) {
  return html`<nav class="more" aria-label=${t("more")}>
    ${FORMS.map(({ name, icon }) => html`<button key=${name} aria-pressed=${door.form.value === name} onClick=${() => door.openForm(name)}>
      <${Icon} name=${icon} />${t(name)}</button>`)}
    <a class="button" href=${boardAddress(door)}><${Icon} name="list-checks" />${t("who_is_missing")}</a>
  </nav>`;
}

/** @param {Door} door */
const boardAddress = (door) => `/checkin/board?${new URLSearchParams({ pass: door.me.pass.id, venue: door.venue })}#missing`;

/** @param {{door: Door}} props */
export function OpenForm({ door }) {
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  const open = FORMS.find(({ name }) => name === door.form.value);
  useLayoutEffect(() => panel.current?.querySelector("input")?.focus(), [open]);
  if (!open) return null;
  const close = () => door.show(undefined);
  return html`<section class="panel" ref=${panel} aria-labelledby="form-title"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close()}>
    <header class="panel-head"><h2 id="form-title">${t(open.name)}</h2>
      <button class="quiet" onClick=${close}><${Icon} name="x" />${t("close")}</button></header>
    <${open.form} door=${door} />
  </section>`;
}
