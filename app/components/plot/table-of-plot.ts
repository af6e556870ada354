import type {
  FunnelPlot,
  MatrixPlot,
  NumberWords,
  PlotData,
  PointsPlot,
  SeriesPlot,
} from "./plot-data.ts";

export interface PlotTable {
  columns: { header: string; isNumeric: boolean }[];
  rows: { key: string; cells: PlotCell[] }[];
}

/** What a cell says, and what stands in the CSV: a number as machines read it. Null: unknown. */
export interface PlotCell {
  text: string;
  raw: string | number | null;
}

/** Words that a table has beside those of its plot. */
export interface TableWords {
  unknown: string;
  /** "Orders, from" and "Orders, to": the ends of where a value lies. */
  from: (name: string) => string;
  to: (name: string) => string;
  before: string;
  ofFirst: string;
  ofStepBefore: string;
}

/** All numbers of a plot as a table, those that are only told too. */
export function tableOfPlot(plot: PlotData, words: TableWords): PlotTable {
  switch (plot.kind) {
    case "line":
    case "area":
    case "bars":
    case "histogram":
      return tableOfSeries(plot, words);
    case "matrix":
      return tableOfMatrix(plot, words);
    case "funnel":
      return tableOfFunnel(plot, words);
    case "points":
      return tableOfPoints(plot, words);
  }
}

type Cells = {
  header: string;
  format: NumberWords;
  values: readonly (number | null | undefined)[];
}[];

/** A table of named rows and columns of numbers. */
function makeTable(
  first: { header: string; rows: readonly { key: string; name: string }[] },
  columns: Cells,
  { unknown }: TableWords,
): PlotTable {
  return {
    columns: [
      { header: first.header, isNumeric: false },
      ...columns.map(({ header }) => ({ header, isNumeric: true })),
    ],
    rows: first.rows.map(({ key, name }, row) => ({
      key,
      cells: [
        { text: name, raw: key },
        ...columns.map(({ values, format }) => {
          const raw = values[row] ?? null;
          return { text: raw === null ? unknown : format(raw), raw };
        }),
      ],
    })),
  };
}

function tableOfSeries(plot: SeriesPlot, words: TableWords): PlotTable {
  const columns = plot.series.flatMap(({ name, values, ranges, format = plot.format }) => [
    { header: name, format, values },
    ...(ranges === undefined
      ? []
      : [
          { header: words.from(name), format, values: ranges.map(({ low }) => low) },
          { header: words.to(name), format, values: ranges.map(({ high }) => high) },
        ]),
  ]);
  return makeTable({ header: plot.placeName, rows: plot.places }, columns, words);
}

function tableOfMatrix(plot: MatrixPlot, words: TableWords): PlotTable {
  const { total, format } = plot;
  const columns = plot.columns.map(({ name }, column) => ({
    header: name,
    format,
    values: plot.values.map((row) => row[column]),
  }));
  const all =
    total === undefined
      ? columns
      : [{ header: total.name, format: total.format, values: total.values }, ...columns];
  return makeTable({ header: plot.rowName, rows: plot.rows }, all, words);
}

function tableOfFunnel(plot: FunnelPlot, words: TableWords): PlotTable {
  const { steps, format, percent } = plot;
  const first = steps[0]?.count ?? 0;
  const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  const columns = [
    { header: plot.countName, format, values: steps.map(({ count }) => count) },
    {
      header: words.ofFirst,
      format: percent,
      values: steps.map(({ count }) => ratio(count, first)),
    },
    {
      header: words.ofStepBefore,
      format: percent,
      values: steps.map(({ count }, step) => ratio(count, steps[step - 1]?.count ?? count)),
    },
    { header: words.before, format, values: steps.map(({ before }) => before) },
  ];
  return makeTable({ header: plot.stepName, rows: steps }, columns, words);
}

function tableOfPoints(plot: PointsPlot, words: TableWords): PlotTable {
  const isOne = plot.series.length === 1;
  const points = plot.series.flatMap((series) =>
    series.points.map((point) => {
      const name = isOne ? point.name : `${series.name}, ${point.name}`;
      return { ...point, key: name, name };
    }),
  );
  const { xFormat, yFormat, extra } = plot;
  const hasRanges = points.some(({ range }) => range !== undefined);
  const columns = [
    ...(extra === undefined
      ? []
      : [{ header: extra.name, format: extra.format, values: points.map((point) => point.extra) }]),
    { header: plot.xName, format: xFormat, values: points.map(({ x }) => x) },
    { header: plot.yName, format: yFormat, values: points.map(({ y }) => y) },
    ...(hasRanges
      ? [
          {
            header: words.from(plot.yName),
            format: yFormat,
            values: points.map(({ range }) => range?.low),
          },
          {
            header: words.to(plot.yName),
            format: yFormat,
            values: points.map(({ range }) => range?.high),
          },
        ]
      : []),
  ];
  return makeTable({ header: plot.pointName, rows: points }, columns, words);
}
