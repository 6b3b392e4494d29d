// The other language, and the other light: on every page from its first word on.

import { html } from "./html.js";
import { language, speak, speaker } from "./i18n.js";
import { Icon } from "./icons.js";
import { dark, switchTheme } from "./theme.js";
import { COMMON } from "./words.js";

const t = speaker(COMMON);

export function Switches() {
  return html`<button class="quiet" lang=${language.value === "en" ? "vi" : "en"} onClick=${otherLanguage}>
      <${Icon} name="languages" /><span>${t("other_language")}</span>
    </button>
    <button class="quiet" onClick=${switchTheme}>
      <${Icon} name=${dark.value ? "sun" : "moon"} /><span>${t(dark.value ? "to_light" : "to_dark")}</span>
    </button>`;
}

const otherLanguage = () => speak(language.value === "en" ? "vi" : "en");
