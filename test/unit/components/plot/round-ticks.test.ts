import { scaleLinear } from "d3-scale";
import fc from "fast-check";
import { expect, test } from "vitest";
import { roundOutward, roundTicks } from "../../../../app/components/plot/round-ticks.ts";

/** Numbers as plots have them: to thousandths, of any size that a shop has. */
const span = fc
  .tuple(
    fc.integer({ min: -1e12, max: 1e12 }),
    fc.oneof(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 5_000 })),
    fc.integer({ min: 2, max: 10 }),
  )
  .map(([from, width, count]) => [from / 1000, (from + width) / 1000, count] as const);

test("ticks are those of d3's linear scale", () => {
  fc.assert(
    fc.property(span, ([from, to, count]) => {
      expect(roundTicks(from, to, count)).toEqual(scaleLinear([from, to], [0, 1]).ticks(count));
    }),
  );
});

test("ends are those of d3's nice scale, and hold what they are of", () => {
  fc.assert(
    fc.property(span, ([from, to, count]) => {
      const ends = roundOutward(from, to, count);
      expect(ends).toEqual(scaleLinear([from, to], [0, 1]).nice(count).domain());
      expect(ends[0]).toBeLessThanOrEqual(from);
      expect(ends[1]).toBeGreaterThanOrEqual(to);
    }),
  );
});

test("steps below one stand without the dust of binary fractions", () => {
  expect(roundTicks(0, 0.5, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
});
