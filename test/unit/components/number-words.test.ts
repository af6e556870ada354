import { expect, test } from "vitest";
import {
  fieldNumber,
  numberWords,
  pathWords,
  pointsWords,
  shareWords,
  spanWords,
} from "../../../app/components/scoring/number-words.ts";
import { presetReason } from "../../../app/components/scoring/presets/preset-words.ts";
import type { ScoringWords } from "../../../app/components/scoring/scoring-words.ts";
import { LANGUAGES } from "../../../app/i18n/languages.ts";
import { PRESETS } from "../../../app/pipeline/score/presets.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../app/pipeline/shared/time.ts";
import { testWords } from "../../support/words.ts";

const wordsOf = (locale: string): ScoringWords => ({
  ...testWords("scoring", { locale }),
  scores: testWords("scores", { locale }),
});
const words = wordsOf("en");
const german = wordsOf("de");

test.each([
  [36 * HOUR_MS, "36 hours"],
  [24 * HOUR_MS, "1 day"],
  [14 * DAY_MS, "14 days"],
  [90 * MINUTE_MS, "90 minutes"],
  [1500, "1.5 seconds"],
])("a span of %d ms reads %s", (ms, text) => {
  expect(spanWords(words, ms)).toBe(text);
});

test("a share reads as a percentage, and points as many as they are", () => {
  expect([0.3, 0.125, 1].map((share) => shareWords(words, share))).toEqual([
    "30%",
    "12.5%",
    "100%",
  ]);
  expect([0.5, 1, 2].map((points) => pointsWords(words, points))).toEqual([
    "0.5 points",
    "1 point",
    "2 points",
  ]);
});

test("a number in a field has the decimal sign of the language, and no thousands set apart", () => {
  expect([12_400, 0.25, 0.1 + 0.2].map((one) => fieldNumber(words, one))).toEqual([
    "12400",
    "0.25",
    "0.3",
  ]);
  expect(fieldNumber(german, 0.25)).toBe("0,25");
});

test.each([
  ["intent.signals.product_viewed.halfLifeMs", "Intent: Product viewed, half-life"],
  ["intent.signals.product_viewed.group", "Intent: Product viewed, group"],
  ["intent.groupCaps.cart", "Intent: Cart, most points together"],
  ["engagement.dampeners.order_refunded.share", "Engagement: Order refunded, share taken"],
  ["value.pointsPerOrder", "Value: points for each order"],
  ["behavior.intent", "Part of Intent"],
])("the place %s reads %s", (path, text) => {
  expect(pathWords(words, path)).toBe(text);
});

test("every number that a preset changes has words of its own, in every language", () => {
  for (const language of LANGUAGES) {
    const of = wordsOf(language);
    for (const { name, changes } of PRESETS) {
      const places = changes.map(({ path }) => pathWords(of, path));
      expect(new Set(places).size).toBe(changes.length);
      for (const text of places) expect(text).not.toMatch(/[a-z][A-Z]|_/);
      for (const { path } of changes) expect(presetReason(of, name, path)).not.toContain("preset.");
    }
  }
});

test("the reasons of presets in English are those of the document", () => {
  for (const { name, changes } of PRESETS)
    for (const { path, why } of changes) expect(presetReason(words, name, path)).toBe(why);
});

test("numbers read as their place has them", () => {
  expect(numberWords(words, "intent.signals.product_viewed.windowMs", null)).toBe("none");
  expect(numberWords(words, "intent.signals.product_viewed.halfLifeMs", 36 * HOUR_MS)).toBe(
    "36 hours",
  );
  expect(numberWords(words, "intent.dampeners.cart_emptied.share", 0.1)).toBe("10%");
  expect(numberWords(words, "value.pointsPerOrder", 2.5)).toBe("2.5");
  expect(numberWords(words, "intent.dampeners.cart_emptied.groups", "cart, checkout")).toBe(
    "Cart and Checkout",
  );
});
