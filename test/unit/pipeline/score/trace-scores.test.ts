import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { SCORE_NAMES } from "../../../../app/pipeline/score/scores.ts";
import { traceScores } from "../../../../app/pipeline/score/trace-scores.ts";
import { DAY_MS, SECOND_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyModel, concern } from "./any-model.ts";
import { anyBenchmarks, anyFacts, factsOf, NOW, row, shopOf } from "./facts.ts";

test("A fall below a threshold is found to the second for every score.", () => {
  const anyQuestion = fc
    .record({
      facts: anyFacts(),
      benchmarks: anyBenchmarks,
      model: fc.oneof(fc.constant(DEFAULT_MODEL), anyModel()),
      score: fc.constantFrom(...SCORE_NAMES),
      threshold: fc.integer({ min: 1, max: 99 }).map(toMicro),
      asOf: fc.integer({ min: NOW, max: NOW + DAY_MS }),
    })
    .map((input) => ({ ...input, facts: concern(input.facts, input.model) }));
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const { score, threshold } = question;
      const at = (asOf: number) => scoreProfile({ ...question, asOf })[score].points;
      const now = at(question.asOf);
      const next = traceScores(question)(score, threshold);
      if (now === null) {
        expect(next).toBeNull();
        return;
      }
      if (next === null) throw new Error("Every score falls below every threshold in the end");
      expect(next % SECOND_MS).toBe(0);
      expect(next).toBeGreaterThan(question.asOf);
      expect(at(next)).toBeLessThan(threshold);
      const before = next - SECOND_MS;
      if (before >= question.asOf && now >= threshold) {
        expect(at(before)).toBeGreaterThanOrEqual(threshold);
      }
    }),
    { numRuns: 400 },
  );
});

test("A score that starts at twice a threshold falls below it one second after its half-life.", () => {
  const nextBelow = traceScores({
    facts: factsOf([row("product_viewed", NOW)]),
    benchmarks: shopOf([]),
    model: DEFAULT_MODEL,
    asOf: NOW,
  });
  expect(nextBelow("intent", toMicro(3))).toBe(NOW + DAY_MS + SECOND_MS);
});

test("A score never falls below zero points.", () => {
  const facts = factsOf([row("product_viewed", NOW)]);
  const question = { facts, benchmarks: shopOf([]), model: DEFAULT_MODEL, asOf: NOW };
  expect(traceScores(question)("intent", 0)).toBeNull();
});
