import { expect, test } from "vitest";
import { csvName, csvOfTable } from "../../../../app/components/plot/csv-of-table.ts";
import type { PlotData } from "../../../../app/components/plot/plot-data.ts";
import { tableOfPlot } from "../../../../app/components/plot/table-of-plot.ts";

const words = {
  unknown: "unknown",
  from: (name: string) => `${name}, from`,
  to: (name: string) => `${name}, to`,
  before: "Before",
  ofFirst: "Of the first",
  ofStepBefore: "Of the step before",
};

/** What the table shows, line by line. */
const textOf = (plot: PlotData): string[] => {
  const { columns, rows } = tableOfPlot(plot, words);
  return [
    columns.map(({ header }) => header).join(" | "),
    ...rows.map(({ cells }) => cells.map(({ text }) => text).join(" | ")),
  ];
};

test("a table of series has what is drawn, where it lies and what is only told", () => {
  const plot: PlotData = {
    kind: "line",
    placeName: "Day",
    places: [
      { key: "2026-03-01", name: "Mar 1" },
      { key: "2026-03-02", name: "Mar 2" },
    ],
    series: [
      {
        key: "a",
        name: "A",
        values: [1, null],
        ranges: [
          { low: 0, high: 2 },
          { low: 0, high: 0 },
        ],
      },
      {
        key: "b",
        name: "B",
        values: [0.5, 0.25],
        mark: "none",
        format: (value) => `${100 * value}%`,
      },
    ],
    format: (value) => `${value}!`,
  };
  expect(textOf(plot)).toEqual([
    "Day | A | A, from | A, to | B",
    "Mar 1 | 1! | 0! | 2! | 50%",
    "Mar 2 | unknown | 0! | 0! | 25%",
  ]);
  expect(csvOfTable(tableOfPlot(plot, words))).toBe(
    '\uFEFFDay,A,"A, from","A, to",B\r\n2026-03-01,1,0,2,0.5\r\n2026-03-02,,0,0,0.25\r\n',
  );
});

test("a table of a funnel tells what each step keeps of the first and of the one before", () => {
  const step = (key: string, count: number, before: number | null) => ({
    key,
    name: key,
    count,
    before,
  });
  expect(
    textOf({
      kind: "funnel",
      stepName: "Step",
      countName: "Visitors",
      steps: [step("looked", 200, 100), step("cart", 50, null), step("order", 0, 5)],
      format: String,
      percent: (ratio) => `${100 * ratio}%`,
    }),
  ).toEqual([
    "Step | Visitors | Of the first | Of the step before | Before",
    "looked | 200 | 100% | 100% | 100",
    "cart | 50 | 25% | 25% | unknown",
    "order | 0 | 0% | 0% | 5",
  ]);
});

test("tables of a matrix and of points have a row a row and a row a point", () => {
  const places = (...names: string[]) => names.map((name) => ({ key: name, name }));
  expect(
    textOf({
      kind: "matrix",
      rowName: "Cohort",
      columnName: "Months",
      rows: places("Jan", "Feb"),
      columns: places("0", "1"),
      values: [
        [1, 0.5],
        [1, null],
      ],
      total: { name: "Size", values: [20, 30], format: String },
      format: String,
    }),
  ).toEqual(["Cohort | Size | 0 | 1", "Jan | 20 | 1 | 0.5", "Feb | 30 | 1 | unknown"]);
  const point = { name: "1", x: 0.1, y: 0.2, range: { low: 0.1, high: 0.3 }, extra: 40 };
  expect(
    textOf({
      kind: "points",
      pointName: "Tenth",
      xName: "Told",
      yName: "Came",
      series: [
        { key: "a", name: "A", points: [point] },
        { key: "b", name: "B", points: [{ name: "1", x: 0, y: 0 }] },
      ],
      xFormat: String,
      yFormat: String,
      extra: { name: "Customers", format: String },
    }),
  ).toEqual([
    "Tenth | Customers | Told | Came | Came, from | Came, to",
    "A, 1 | 40 | 0.1 | 0.2 | 0.1 | 0.3",
    "B, 1 | unknown | 0 | 0 | unknown | unknown",
  ]);
});

test("a file is named after its title", () => {
  expect(csvName("Entries & exits: März 2026")).toBe("entries-exits-marz-2026.csv");
});
