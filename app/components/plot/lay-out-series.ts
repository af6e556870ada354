import { scaleBand } from "d3-scale";
import type { PlotSeries, SeriesPlot } from "./plot-data.ts";
import { stackSeries, type Layer } from "./stack-series.ts";
import { toneAt, type Tone } from "./tones.ts";
import { valueAxis, type ValueAxis } from "./value-axis.ts";

export interface DrawnSeries {
  series: PlotSeries;
  tone: Tone;
  /** From where to where each place reaches, in the plot's own numbers; an unknown one is null. */
  layers: readonly (Layer | null)[];
}

export interface SeriesLayout {
  axis: ValueAxis;
  drawn: DrawnSeries[];
  /** The middle of each place, in percent from the left. */
  middles: number[];
  /** From where to where the bars of the series at an index reach, in percent; lines and areas have none. */
  bars: (place: number, index: number) => { x: number; width: number };
  /** The place nearest to a share of the width. */
  placeAt: (share: number) => number;
}

/** Between the groups of bars, and in a histogram between bins, as a share of their distance. */
const GAP = { bars: 0.28, histogram: 0.06 };

/** Where everything of a plot of series stands, in percent, so that no size has to be known. */
export function layOutSeries(plot: SeriesPlot): SeriesLayout {
  const series = plot.series
    .map((one, index) => ({ one, tone: one.mark === "none" ? null : (one.tone ?? toneAt(index)) }))
    .flatMap(({ one, tone }) => (tone === null ? [] : [{ series: one, tone }]));
  const stacked = plot.isStacked ? stackSeries(series.map((each) => each.series.values)) : null;
  const drawn = series.map((each, index) => ({
    ...each,
    layers: each.series.values.map((value, place) =>
      value === null ? null : (stacked?.[index]?.[place] ?? { from: 0, to: value }),
    ),
  }));
  const ends = drawn.flatMap(({ series: one, layers }) => [
    ...layers.flatMap((layer) => (layer === null ? [] : [layer.to])),
    ...(one.ranges ?? []).flatMap(({ low, high }) => [low, high]),
  ]);
  const count = plot.places.length;
  const hasBands = plot.kind === "bars" || plot.kind === "histogram";
  const indices = plot.places.map((_, place) => place);
  const groups = scaleBand(indices, [0, 100]);
  if (hasBands) groups.paddingInner(GAP[plot.kind === "bars" ? "bars" : "histogram"]);
  if (plot.kind === "bars") groups.paddingOuter(GAP.bars / 2);
  const isSideBySide = plot.kind === "bars" && !plot.isStacked;
  const within = scaleBand(
    drawn.map((_, index) => index),
    [0, groups.bandwidth()],
  ).paddingInner(0.08);
  return {
    axis: valueAxis(ends, plot),
    drawn,
    middles: indices.map((place) =>
      hasBands
        ? (groups(place) ?? 0) + groups.bandwidth() / 2
        : // A single day stands in the middle.
          count === 1
          ? 50
          : (100 * place) / (count - 1),
    ),
    bars: (place, index) => ({
      x: (groups(place) ?? 0) + (isSideBySide ? (within(index) ?? 0) : 0),
      width: isSideBySide ? within.bandwidth() : groups.bandwidth(),
    }),
    placeAt: (share) => {
      const place = hasBands ? Math.floor(share * count) : Math.round(share * (count - 1));
      return Math.min(count - 1, Math.max(0, place));
    },
  };
}
