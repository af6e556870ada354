import fc from "fast-check";
import { expect, test } from "vitest";
import { intakePlot } from "../../../../app/components/quality/intake-plot.ts";
import { OUTCOMES_IN_ORDER, sumBuckets } from "../../../../app/components/quality/outcome-words.ts";
import { testWords } from "../../../support/words.ts";

const HOUR_MS = 3_600_000;
const words = testWords("quality");
const count = fc.nat(1_000_000);
const buckets = fc
  .array(fc.record({ accepted: count, duplicate: count, ignored: count, rejected: count }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((tallies) => tallies.map((tally, hour) => ({ ...tally, startsAt: hour * HOUR_MS })));

test("a plot of what came in has all of it: a place for each part of the time, a series for each outcome", () => {
  fc.assert(
    fc.property(buckets, (parts) => {
      const plot = intakePlot(words, parts, "day");
      if (plot.kind !== "bars") throw new Error("columns, stacked by outcome");
      expect(plot.series.map(({ key }) => key)).toEqual(OUTCOMES_IN_ORDER);
      const sums = plot.series.map(({ values }) =>
        values.reduce<number>((all, one) => all + (one ?? 0), 0),
      );
      const told = sumBuckets(parts);
      expect(sums).toEqual(OUTCOMES_IN_ORDER.map((outcome) => told[outcome]));
      expect(new Set(plot.places.map(({ key }) => key)).size).toBe(parts.length);
      expect(plot.places.at(-1)?.tick).toBe("now");
    }),
  );
});
