import fc from "fast-check";
import { expect, test } from "vitest";
import { findRuns } from "../../../app/components/scores/plot-runs.ts";

test("a line breaks where a value is unknown or a day is missing", () => {
  const values = [0, 1, 2, 3, 5].map((place) => ({ place, value: place === 2 ? null : place }));
  expect(findRuns(values).map((run) => run.map(({ place }) => place))).toEqual([[0, 1], [3], [5]]);
  expect(findRuns([])).toEqual([]);
});

test("every known value is in one stretch, and neighbors are in the same", () => {
  const series = fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 40 });
  fc.assert(
    fc.property(series, (list) => {
      const values = list.map((value, place) => ({ place, value }));
      const runs = findRuns(values);
      expect(runs.flat()).toEqual(values.filter(({ value }) => value !== null));
      const ends = runs.map((run) => [run[0]?.place ?? 0, run.at(-1)?.place ?? 0] as const);
      ends.forEach(([start], index) => {
        const before = ends[index - 1];
        if (before !== undefined) expect(start).toBeGreaterThan(before[1] + 1);
      });
    }),
  );
});
