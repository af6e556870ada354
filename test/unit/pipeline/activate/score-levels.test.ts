import fc from "fast-check";
import { expect, test } from "vitest";
import {
  levelOf,
  MARGIN_POINTS,
  packLevels,
  settleLevel,
  THRESHOLDS,
  unpackLevels,
} from "../../../../app/pipeline/activate/score-levels.ts";

const MICRO = 1_000_000;
const anyMicro = fc.oneof(
  fc.integer({ min: 0, max: 100 * MICRO }),
  fc
    .record({
      threshold: fc.constantFrom(...THRESHOLDS),
      off: fc.constantFrom(0, -1, -MARGIN_POINTS * MICRO, -MARGIN_POINTS * MICRO - 1),
    })
    .map(({ threshold, off }) => threshold * MICRO + off),
);
/** The levels after each of some scores, the first of them that of which nothing was said before. */
const levelsOf = (scores: readonly number[]): number[] => {
  let level = levelOf(scores[0] ?? null);
  return scores.map((score) => (level = settleLevel(level, score)));
};

test("A score that trembles within five points crosses one threshold at most, however often.", () => {
  const trembling = fc
    .record({
      from: fc.integer({ min: 0, max: 95 * MICRO }),
      steps: fc.array(fc.integer({ min: 0, max: MARGIN_POINTS * MICRO - 1 }), { minLength: 2 }),
    })
    .map(({ from, steps }) => steps.map((step) => from + step));
  fc.assert(
    fc.property(trembling, (scores) => {
      const levels = levelsOf(scores);
      const changes = levels.filter((level, at) => at > 0 && level !== levels[at - 1]);
      expect(changes.length).toBeLessThanOrEqual(1);
    }),
  );
});

test("a score is above every threshold that it reaches, and above none that it is more than the margin below", () => {
  fc.assert(
    fc.property(fc.array(anyMicro, { minLength: 1 }), (scores) => {
      const level = levelsOf(scores).at(-1) ?? 0;
      const micro = scores.at(-1) ?? 0;
      THRESHOLDS.forEach((threshold, place) => {
        if (micro >= threshold * MICRO) expect(level).toBeGreaterThan(place);
        if (micro < (threshold - MARGIN_POINTS) * MICRO) expect(level).toBeLessThanOrEqual(place);
      });
    }),
  );
});

test("levels are stored and read as they are", () => {
  const anyLevel = fc.integer({ min: 0, max: THRESHOLDS.length });
  const anyLevels = fc.record({
    ...{ intent: anyLevel, engagement: anyLevel, value: anyLevel, behavior: anyLevel },
  });
  fc.assert(
    fc.property(anyLevels, (levels) => {
      expect(unpackLevels(packLevels(levels))).toEqual(levels);
    }),
  );
});
