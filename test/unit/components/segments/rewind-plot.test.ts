import { expect, test } from "vitest";
import { rewindPlot } from "../../../../app/components/segments/preview/rewind-plot.ts";
import { testWords } from "../../../support/words.ts";

const words = testWords("editor");
const exact = (day: string, count: number) => ({ day, count, low: count, high: count });

test("the size of a segment has a band where it was estimated on any day, and none where everybody was judged", () => {
  const judged = [exact("2026-11-24", 3), exact("2026-11-25", 4)];
  const estimated = [...judged, { day: "2026-11-26", count: 500, low: 420, high: 590 }];
  const seriesOf = (days: typeof judged) => {
    const plot = rewindPlot(words, days);
    if (plot.kind !== "line") throw new Error("a line");
    return plot.series[0];
  };
  expect(seriesOf(judged)?.ranges).toBeUndefined();
  expect(seriesOf(estimated)?.ranges?.at(-1)).toEqual({ low: 420, high: 590 });
  expect(seriesOf(estimated)?.values).toEqual([3, 4, 500]);
});

test("today is not over", () => {
  const plot = rewindPlot(words, [exact("2026-11-25", 4), exact("2026-11-26", 5)]);
  if (plot.kind !== "line") throw new Error("a line");
  const day = words.format.day;
  expect(plot.places.map(({ name }) => name)).toEqual([
    day("2026-11-25"),
    `${day("2026-11-26")}, so far`,
  ]);
});
