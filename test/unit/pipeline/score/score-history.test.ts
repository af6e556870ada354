import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import {
  dayEnd,
  firstDayKept,
  scoreDayEnds,
} from "../../../../app/pipeline/score/score-history.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { SCORE_NAMES } from "../../../../app/pipeline/score/scores.ts";
import { dayOf } from "../../../../app/pipeline/shared/time.ts";
import { anyModel, concern } from "./any-model.ts";
import { anyBenchmarks, anyFacts, factsOf, NOW } from "./facts.ts";

const today = dayOf(NOW);

test("The history of a day is what the ledger of its last instant says.", () => {
  let known = 0;
  const anyDays = fc.uniqueArray(fc.integer({ min: today - 30, max: today + 3 }), { maxLength: 6 });
  const anyCase = fc.record({
    facts: anyFacts(true),
    benchmarks: anyBenchmarks,
    models: fc.tuple(anyModel(), fc.constant(DEFAULT_MODEL)),
    days: anyDays,
  });
  fc.assert(
    fc.property(anyCase, ({ facts: any, benchmarks, models, days }) => {
      const facts = concern(any, models[0]);
      const asked = days
        .sort((a, b) => a - b)
        .map((day, index) => ({ day, benchmarks, model: models[index % 2] ?? DEFAULT_MODEL }));
      const kept = new Map(
        scoreDayEnds({ facts, days: asked }).map((row) => [row.day, row.points]),
      );
      for (const { day, model } of asked) {
        const scores = scoreProfile({ facts, benchmarks, model, asOf: dayEnd(day) });
        const points = SCORE_NAMES.map((name) => kept.get(day)?.[name] ?? null);
        expect(points).toEqual(SCORE_NAMES.map((name) => scores[name].points));
        if (kept.has(day)) known += 1;
      }
    }),
  );
  expect(known).toBeGreaterThan(50);
});

test("Days before the first fact are left out, and without facts all are.", () => {
  const benchmarks = fc.sample(anyBenchmarks, 1)[0];
  if (benchmarks === undefined) throw new Error("a sample has one");
  const days = [{ day: today, benchmarks, model: DEFAULT_MODEL }];
  expect(scoreDayEnds({ facts: factsOf([]), days })).toEqual([]);
});

test("Of the days of a shop's history the last ninety are kept.", () => {
  expect(firstDayKept(1000, 1010)).toBe(1000);
  expect(firstDayKept(1000, 1200)).toBe(1110);
});
