import type { DrawnSeries } from "./lay-out-series.ts";
import type { PlotSeries, SeriesPlot } from "./plot-data.ts";
import type { TipLine } from "./plot-tip.tsx";

/** What is told of a place: every series, drawn or not. */
export function tipOfPlace(of: {
  plot: SeriesPlot;
  drawn: readonly DrawnSeries[];
  place: number;
  unknown: string;
}): { name: string; lines: TipLine[] } {
  const { plot, drawn, place } = of;
  const isLine = plot.kind === "line";
  return {
    name: plot.places[place]?.name ?? "",
    lines: plot.series.map((series) => {
      const tone = drawn.find((one) => one.series === series)?.tone;
      const mark = isLine || series.mark === "outline" ? "line" : "fill";
      return {
        name: series.name,
        text: valueWords(plot, series, { place, unknown: of.unknown }),
        ...(tone === undefined ? {} : { tone, mark }),
      };
    }),
  };
}

/** A value with where it lies: "120 (100–140)". */
function valueWords(
  plot: SeriesPlot,
  series: PlotSeries,
  { place, unknown }: { place: number; unknown: string },
): string {
  const format = series.format ?? plot.format;
  const value = series.values[place];
  if (value === null || value === undefined) return unknown;
  const range = series.ranges?.[place];
  if (range === undefined || range.low === range.high) return format(value);
  return `${format(value)} (${format(range.low)}–${format(range.high)})`;
}
