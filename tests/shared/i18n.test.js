// Figures in the form of the language that is read.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { language, number, percent } from "../../shared/web/i18n.js";

afterEach(() => (language.value = "vi"));

for (const [ratio, vi, en] of /** @type {const} */ ([[0.001, "0,1 %", "0.1%"], [0.985, "98,5 %", "98.5%"], [1, "100 %", "100%"], [0.0005, "0,1 %", "0.1%"]])) {
  test(`${ratio} is ${vi} in Vietnamese and ${en} in English`, () => {
    assert.equal(percent(ratio), vi);
    language.value = "en";
    assert.equal(percent(ratio), en);
  });
}

test("1703 people are 1.703 in Vietnamese and 1,703 in English", () => {
  assert.equal(number(1703), "1.703");
  language.value = "en";
  assert.equal(number(1703), "1,703");
});
