import { expect, test } from "vitest";
import type { PlotData } from "../../../../app/components/plot/plot-data.ts";
import { PlotCard } from "../../../../app/components/plot/plot-card.tsx";
import { Plot } from "../../../../app/components/plot/plot.tsx";
import { Sparkline } from "../../../../app/components/plot/sparkline.tsx";
import { render, textOf } from "../predictions/render.tsx";

const places = (...names: string[]) => names.map((name) => ({ key: name, name }));
const series = (key: string, values: (number | null)[]) => ({ key, name: key, values });

const PLOTS: Record<string, PlotData> = {
  line: {
    kind: "line",
    placeName: "Day",
    places: places("1", "2", "3"),
    series: [series("a", [1, null, 3]), series("b", [0, 0, 0])],
    format: String,
  },
  area: {
    kind: "area",
    isStacked: true,
    placeName: "Day",
    places: places("1", "2"),
    series: [series("a", [1, 2]), series("b", [2, 1])],
    format: String,
  },
  bars: {
    kind: "bars",
    placeName: "Day",
    places: places("1", "2"),
    series: [series("a", [1, 0]), series("b", [-2, 1])],
    format: String,
  },
  histogram: {
    kind: "histogram",
    placeName: "Points",
    places: places("0", "50"),
    lastTick: "100",
    series: [series("a", [3, 4]), { ...series("b", [1, 2]), mark: "outline" }],
    format: String,
  },
  matrix: {
    kind: "matrix",
    rowName: "From",
    columnName: "To",
    rows: places("x", "y"),
    columns: places("x", "y"),
    values: [
      [1, 2],
      [null, 0],
    ],
    format: String,
  },
  points: {
    kind: "points",
    pointName: "Tenth",
    xName: "Told",
    yName: "Came",
    hasDiagonal: true,
    series: [{ key: "a", name: "a", isJoined: true, points: [{ name: "1", x: 1, y: 2 }] }],
    xFormat: String,
    yFormat: String,
  },
};

for (const [name, plot] of Object.entries(PLOTS)) {
  test(`the server draws a plot of ${name} whole, takes the focus once and has no number that is none`, () => {
    const html = render(<Plot plot={plot} label="What it is" />);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    expect(html.match(/tabindex/gi)).toHaveLength(1);
    expect(html).toContain('aria-label="What it is. Arrow keys read its values."');
  });

  test(`a plot of ${name} without a single place is empty, not broken`, () => {
    const empty = emptied(plot);
    expect(render(<Plot plot={empty} label="Nothing" />)).not.toMatch(/NaN|undefined|Infinity/);
  });
}

function emptied(plot: PlotData): PlotData {
  switch (plot.kind) {
    case "matrix":
      return { ...plot, rows: [], columns: [], values: [] };
    case "points":
      return { ...plot, series: [{ key: "a", name: "a", points: [] }] };
    case "funnel":
      return { ...plot, steps: [] };
    default:
      return { ...plot, places: [], series: plot.series.map((one) => ({ ...one, values: [] })) };
  }
}

test("nothing has no bar, and two series have a legend", () => {
  const html = render(<Plot plot={PLOTS["bars"] as PlotData} label="Bars" />);
  const drawing = html.slice(html.indexOf("k-plot-svg"), html.indexOf("k-plot-told"));
  expect(drawing.match(/<rect class="k-plot-bar"/g)).toHaveLength(3);
  expect(html).toContain("k-plot-legend");
});

test("a funnel says all its numbers in words", () => {
  const html = render(
    <Plot
      label="Funnel"
      plot={{
        kind: "funnel",
        stepName: "Step",
        countName: "Visitors",
        steps: [
          { key: "a", name: "Looked", count: 200, before: 90 },
          { key: "b", name: "Cart", count: 50, before: null },
        ],
        format: String,
        percent: (ratio) => `${100 * ratio}%`,
      }}
    />,
  );
  expect(textOf(html)).toContain(
    "Looked 200 90 in the period before Cart 50 25% of the step before, 150 lost",
  );
});

test("a card offers the table, and a sparkline says where it goes from and to", () => {
  const card = render(<PlotCard title="Trend" plot={PLOTS["line"] as PlotData} />);
  expect(textOf(card)).toContain("Trend Show as table");
  expect(render(<Sparkline label="Size" values={[3, 9]} format={String} />)).toContain(
    'aria-label="Size: from 3 to 9"',
  );
});
