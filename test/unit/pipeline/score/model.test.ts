import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { formatPoints } from "../../../../app/pipeline/score/micro-points.ts";
import { assertScoringModel } from "../../../../app/pipeline/score/model.ts";
import type { ScoringModel, SignalRule } from "../../../../app/pipeline/score/model.ts";

const { page_viewed: pageViewed } = DEFAULT_MODEL.intent.signals;

const withRule = (change: Partial<SignalRule>): ScoringModel => ({
  ...DEFAULT_MODEL,
  intent: {
    ...DEFAULT_MODEL.intent,
    signals: pageViewed ? { page_viewed: { ...pageViewed, ...change } } : {},
  },
});

test("The model that ships is a valid one.", () => {
  expect(() => assertScoringModel(DEFAULT_MODEL)).not.toThrow();
});

test.each([
  ["a negative weight", withRule({ weight: -1 }), "intent.signals.page_viewed.weight"],
  ["a weight that is no number", withRule({ weight: NaN }), "weight must be 0 to 100, it is NaN"],
  ["a half-life of zero", withRule({ halfLifeMs: 0 }), "halfLifeMs"],
  ["a group without a cap", withRule({ group: "other" }), "which has no cap"],
  [
    "value terms above 100 points",
    { ...DEFAULT_MODEL, value: { ...DEFAULT_MODEL.value, recencyPoints: 26 } },
    "the sum of the value terms",
  ],
  [
    "an unsigned cap above the claimed one",
    { ...DEFAULT_MODEL, trustCaps: { claimed: 10, unsigned: 20 } },
    "trustCaps.unsigned",
  ],
])("A model with %s is refused by name.", (_, model, words) => {
  expect(() => assertScoringModel(model)).toThrow(words);
});

test("Points just below a threshold do not read as if they had reached it.", () => {
  expect(formatPoints(59_999_999)).toBe("59.9");
  expect(formatPoints(60_000_000)).toBe("60.0");
});
