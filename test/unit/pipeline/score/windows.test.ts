import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import type { ScoringModel, SignalRule } from "../../../../app/pipeline/score/model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { traceScores } from "../../../../app/pipeline/score/trace-scores.ts";
import type { SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { factsOf, NOW, row, shopOf, TODAY } from "./facts.ts";

const benchmarks = shopOf([1000]);
const YEAR = 365 * DAY_MS;

/** Product views alone, which hardly decay and end after six hours. */
const withWindow = (rule: Partial<SignalRule> = {}): ScoringModel => ({
  ...DEFAULT_MODEL,
  intent: {
    ...DEFAULT_MODEL.intent,
    signals: {
      product_viewed: {
        group: "product",
        weight: 6,
        halfLifeMs: 10 * YEAR,
        dailyCap: 3,
        windowMs: 6 * HOUR_MS,
        ...rule,
      },
    },
  },
});

const intentAt = (rows: SlotRow[], asOf: number, model = withWindow()) =>
  scoreProfile({ facts: factsOf(rows), benchmarks, model, asOf }).intent;

test("Beyond its window a signal counts nothing, to the quarter of an hour, and what has ended is zero and not unknown.", () => {
  const rows = [row("product_viewed", NOW)];
  const end = NOW + 6 * HOUR_MS;
  expect(intentAt(rows, end - 1).points).toBeGreaterThan(toMicro(5.9));
  expect(intentAt(rows, end)).toEqual({ points: 0, contributions: [] });
});

test("The end of a window makes no room under a daily cap.", () => {
  const early = row("product_viewed", TODAY, { count: 3 });
  const late = row("product_viewed", TODAY + 5 * HOUR_MS, { count: 3 });
  expect(intentAt([early, late], TODAY + 5 * HOUR_MS).contributions).toMatchObject([
    { count: 6, counted: 3 },
  ]);
  expect(intentAt([early, late], TODAY + 6 * HOUR_MS)).toEqual({ points: 0, contributions: [] });
});

test("A line counts what lies within the window, and only that.", () => {
  const rows = [row("product_viewed", NOW - DAY_MS, { count: 2 }), row("product_viewed", NOW)];
  expect(intentAt(rows, NOW).contributions).toMatchObject([
    { count: 1, counted: 1, earned: toMicro(6) },
  ]);
});

test("The end of a window is found as the fall below a threshold, to the second.", () => {
  const facts = factsOf([row("product_viewed", NOW, { count: 3 })]);
  const question = { facts, benchmarks, model: withWindow(), asOf: NOW };
  expect(traceScores(question)("intent", toMicro(17))).toBe(NOW + 6 * HOUR_MS);
});
