import fc from "fast-check";
import { expect, test } from "vitest";
import { drawArea, drawLine } from "../../../../app/components/plot/draw-path.ts";
import { layOutPoints } from "../../../../app/components/plot/lay-out-points.ts";
import { layOutSeries } from "../../../../app/components/plot/lay-out-series.ts";
import { nextPlace } from "../../../../app/components/plot/next-place.ts";
import { pickTicks } from "../../../../app/components/plot/pick-ticks.ts";
import type { SeriesPlot } from "../../../../app/components/plot/plot-data.ts";
import { stackSeries } from "../../../../app/components/plot/stack-series.ts";
import { toneAt } from "../../../../app/components/plot/tones.ts";
import { valueAxis } from "../../../../app/components/plot/value-axis.ts";
import { weighCells } from "../../../../app/components/plot/weigh-cells.ts";

const amount = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);

const plotOf = (
  kind: SeriesPlot["kind"],
  values: readonly (readonly (number | null)[])[],
  isStacked = false,
): SeriesPlot => ({
  kind,
  isStacked,
  placeName: "Day",
  places: (values[0] ?? []).map((_, place) => ({ key: String(place), name: `day ${place}` })),
  series: values.map((one, index) => ({ key: `s${index}`, name: `S${index}`, values: one })),
  format: String,
});

test("an axis holds every value and 0, and its ticks lie on it", () => {
  fc.assert(
    fc.property(fc.array(amount), (values) => {
      const { ticks, heightOf, lowest, highest } = valueAxis(values);
      expect(lowest).toBeLessThanOrEqual(0);
      expect(highest).toBeGreaterThanOrEqual(0);
      for (const value of [...values, ...ticks]) {
        expect(heightOf(value)).toBeGreaterThanOrEqual(-1e-6);
        expect(heightOf(value)).toBeLessThanOrEqual(100 + 1e-6);
      }
      expect(ticks.length).toBeGreaterThan(0);
    }),
  );
});

test("an axis of people has whole numbers, a score's ends where scores end", () => {
  expect(valueAxis([1, 2], { isWhole: true }).ticks.every(Number.isInteger)).toBe(true);
  expect(valueAxis([93], { lowest: 0, highest: 100 })).toMatchObject({ lowest: 0, highest: 100 });
  expect(valueAxis([])).toMatchObject({ lowest: 0, highest: 1 });
});

test("ticks begin with the first place, end with the last and contain those of a phone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 400 }), (places) => {
      const ticks = pickTicks(places, 7);
      expect([ticks[0], ticks.at(-1)]).toEqual([0, places - 1]);
      expect(new Set(ticks).size).toBe(ticks.length);
      expect(ticks).toEqual(expect.arrayContaining(pickTicks(places, 3)));
    }),
  );
});

test("a stack ends at the sums of what is above and what is below 0", () => {
  const cell = fc.option(fc.integer({ min: -50, max: 50 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
      const series = [0, 1, 2].map((index) => rows.map((row) => row[index] ?? null));
      const ends = stackSeries(series).flatMap((layers) => layers.map(({ to }) => to));
      const sum = (keep: (value: number) => boolean) =>
        Math.max(
          ...rows.map((row) =>
            Math.abs(row.reduce<number>((all, v) => all + (v && keep(v) ? v : 0), 0)),
          ),
        );
      expect(Math.max(0, ...ends)).toBe(sum((value) => value > 0));
      expect(Math.max(0, ...ends.map((end) => -end))).toBe(sum((value) => value < 0));
    }),
  );
});

test("bars of a place stand beside each other, within its share of the width", () => {
  const { bars, placeAt, middles } = layOutSeries(
    plotOf("bars", [
      [1, 2, 3],
      [4, 5, null],
    ]),
  );
  for (const place of [0, 1, 2]) {
    const [left, right] = [bars(place, 0), bars(place, 1)];
    expect(left.x + left.width).toBeLessThan(right.x);
    expect(left.x).toBeGreaterThanOrEqual((100 * place) / 3);
    expect(right.x + right.width).toBeLessThanOrEqual((100 * (place + 1)) / 3);
    expect(placeAt((middles[place] ?? 0) / 100)).toBe(place);
  }
});

test("the place that is read is the nearest one, at the ends too", () => {
  const { placeAt, middles } = layOutSeries(plotOf("line", [[1, 2, 3, 4, 5]]));
  expect(middles).toEqual([0, 25, 50, 75, 100]);
  expect([-0.1, 0.12, 0.13, 0.9, 1.2].map(placeAt)).toEqual([0, 0, 1, 4, 4]);
  expect(layOutSeries(plotOf("line", [[7]])).middles).toEqual([50]);
});

test("a line is broken where a value is unknown, and a lone value is a dot", () => {
  const at = (x: number, height: number) => ({ x, height });
  expect(drawLine([at(0, 0), at(50, 100), null, at(100, 50)])).toBe("M0,100L50,0M100,50Z");
  expect(drawArea([{ x: 0, from: 0, to: 10 }])).toBe("M0,90L0,100Z");
  expect(drawLine([])).toBe("");
});

test("with the diagonal both axes are the same, and a range is on them", () => {
  const { xAxis, yAxis, points } = layOutPoints({
    kind: "points",
    pointName: "Tenth",
    xName: "Told",
    yName: "Came",
    hasDiagonal: true,
    xFormat: String,
    yFormat: String,
    series: [
      {
        key: "a",
        name: "A",
        points: [{ name: "1", x: 0.1, y: 0.2, range: { low: 0.1, high: 0.43 } }],
      },
    ],
  });
  expect([xAxis.highest, xAxis.ticks]).toEqual([yAxis.highest, yAxis.ticks]);
  expect(xAxis.highest).toBeGreaterThanOrEqual(0.43);
  expect(points[0]?.low).toBeLessThan(points[0]?.height ?? 0);
});

test("a cell is the stronger the more it holds, and nothing has no color", () => {
  const matrix = {
    kind: "matrix" as const,
    rowName: "",
    columnName: "",
    rows: [],
    columns: [],
    format: String,
  };
  expect(weighCells({ ...matrix, values: [[0, null, 1, 50, 100]] })).toEqual([[0, 0, 1, 3, 5]]);
  expect(weighCells({ ...matrix, values: [[7, 7]], weights: [[0.1, 0.9]] })).toEqual([[1, 5]]);
});

test("keys lead through all places and never out of them", () => {
  const row = { count: 3, inRow: 3 };
  expect(nextPlace("ArrowLeft", { ...row, place: null })).toBe(2);
  expect(nextPlace("ArrowLeft", { ...row, place: 0 })).toBe(0);
  expect(nextPlace("Home", { ...row, place: 2 })).toBe(0);
  expect(nextPlace("ArrowUp", { ...row, place: 2 })).toBeNull();
  expect(nextPlace("Tab", { ...row, place: 2 })).toBeNull();
  const rows = { count: 6, inRow: 3 };
  expect(nextPlace("ArrowDown", { ...rows, place: 1 })).toBe(4);
  expect(nextPlace("ArrowDown", { ...rows, place: 4 })).toBe(4);
  expect(nextPlace("End", { count: 0, inRow: 0, place: null })).toBeNull();
});

test("a seventh tone is refused", () => {
  expect(() => toneAt(6)).toThrow("at most 6 tones");
});
