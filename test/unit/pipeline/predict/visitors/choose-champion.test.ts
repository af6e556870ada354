import { expect, test } from "vitest";
import {
  chooseBlend,
  chooseVisitorChampion,
  ENOUGH_TO_LEARN,
} from "../../../../../app/pipeline/predict/visitors/choose-champion.ts";
import { VISITOR_MODELS } from "../../../../../app/pipeline/predict/visitors/visitor-models.ts";
import type { VisitorModelName } from "../../../../../app/pipeline/predict/visitors/visitor-models.ts";
import type { Told } from "../../../../../app/pipeline/predict/visitors/told-probabilities.ts";

const outcomes = Float64Array.of(1, 0, 0, 0);

/** What each model told where it told buyers `right` and the others its opposite; 0.5 where it is not named. */
const tellingOf = (right: Partial<Record<VisitorModelName, number>>): Told =>
  Object.fromEntries(
    VISITOR_MODELS.map((name) => {
      const sure = right[name] ?? 0.5;
      return [name, outcomes.map((outcome) => (outcome === 1 ? sure : 1 - sure))];
    }),
  ) as Told;

const choose = (right: Partial<Record<VisitorModelName, number>>, purchases = ENOUGH_TO_LEARN) =>
  chooseVisitorChampion({ told: tellingOf(right), outcomes, purchases });

test("with fewer than 200 purchases the points are served, however well something else did", () => {
  expect(ENOUGH_TO_LEARN).toBe(200);
  expect(choose({ "boosted-trees": 0.99 }, 199)).toBe("decayed-points");
  expect(choose({ "boosted-trees": 0.99 }, 200)).toBe("boosted-trees");
});

test("the blend is served where nothing is tellingly better", () => {
  expect(choose({ blend: 0.8, "boosted-trees": 0.8005 })).toBe("blend");
  expect(choose({ blend: 0.8, "boosted-trees": 0.85 })).toBe("boosted-trees");
});

test("a trivial rule that does best is served", () => {
  expect(choose({ blend: 0.8, recency: 0.9, "boosted-trees": 0.85 })).toBe("recency");
});

test("of several blends the one that did best is made, and the first where all did alike", () => {
  const [poor, good, same] = [0.7, 0.8, 0.8].map((blend) => ({ told: tellingOf({ blend }) }));
  if (poor === undefined || good === undefined || same === undefined) throw new Error("three");
  expect(chooseBlend([poor, good, same], outcomes)).toBe(good);
  expect(chooseBlend([good, same], outcomes)).toBe(good);
});

test("nothing is served that errs less than the points but puts visitors in a worse order", () => {
  const told = {
    ...tellingOf({ "boosted-trees": 0.6 }),
    // Nearly everything right by its level, and the buyer last.
    "boosted-trees": Float64Array.of(0.24, 0.25, 0.25, 0.25),
    "decayed-points": Float64Array.of(0.51, 0.5, 0.5, 0.5),
  };
  const trial = { told, outcomes, purchases: ENOUGH_TO_LEARN };
  expect(chooseVisitorChampion(trial)).toBe("decayed-points");
  const inOrder = { ...told, "boosted-trees": Float64Array.of(0.26, 0.25, 0.25, 0.25) };
  expect(chooseVisitorChampion({ ...trial, told: inOrder })).toBe("boosted-trees");
});
