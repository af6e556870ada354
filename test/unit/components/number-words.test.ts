import { expect, test } from "vitest";
import {
  numberWords,
  pathWords,
  shareWords,
  spanWords,
} from "../../../app/components/scoring/number-words.ts";
import { PRESETS } from "../../../app/pipeline/score/presets.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../app/pipeline/shared/time.ts";

test.each([
  [36 * HOUR_MS, "36 hours"],
  [24 * HOUR_MS, "1 day"],
  [14 * DAY_MS, "14 days"],
  [90 * MINUTE_MS, "90 minutes"],
  [1500, "1.5 seconds"],
])("a span of %d ms reads %s", (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});

test("a share reads as a percentage", () => {
  expect([0.3, 0.125, 1].map(shareWords)).toEqual(["30%", "12.5%", "100%"]);
});

test.each([
  ["intent.signals.product_viewed.halfLifeMs", "Intent: product viewed, half-life"],
  ["intent.groupCaps.cart", "Intent: cap of cart"],
  ["engagement.dampeners.order_refunded.share", "Engagement: order refunded, share taken"],
  ["value.pointsPerOrder", "Value: points for each order"],
  ["behavior.intent", "Behavior: part of intent"],
])("the place %s reads %s", (path, words) => {
  expect(pathWords(path)).toBe(words);
});

test("every number that a preset changes has words of its own", () => {
  for (const { changes } of PRESETS) {
    const words = changes.map(({ path }) => pathWords(path));
    expect(new Set(words).size).toBe(changes.length);
    for (const text of words) expect(text).not.toMatch(/[a-z][A-Z]|_/);
  }
});

test("a number reads by its place, and none as none", () => {
  expect(numberWords("intent.signals.product_viewed.windowMs", null)).toBe("none");
  expect(numberWords("intent.signals.product_viewed.windowMs", 2 * DAY_MS)).toBe("2 days");
  expect(numberWords("engagement.dampeners.order_refunded.share", 0.3)).toBe("30%");
  expect(numberWords("value.pointsPerOrder", 2.5)).toBe("2.5");
});
