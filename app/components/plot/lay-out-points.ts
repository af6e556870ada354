import type { Place } from "./draw-path.ts";
import type { PlotPoint, PointsPlot } from "./plot-data.ts";
import { toneAt, type Tone } from "./tones.ts";
import { valueAxis, type ValueAxis } from "./value-axis.ts";

/** A point with where it stands, in percent from the left and from the bottom. */
export interface PlacedPoint {
  point: PlotPoint;
  series: string;
  seriesName: string;
  tone: Tone;
  x: number;
  height: number;
  /** Where its range ends; null: it has none. */
  low: number | null;
  high: number | null;
}

export interface PointsLayout {
  xAxis: ValueAxis;
  yAxis: ValueAxis;
  series: { key: string; name: string; tone: Tone; isJoined: boolean; places: Place[] }[];
  /** Of all series, in their order. */
  points: PlacedPoint[];
}

/** Where everything of a plot of points stands. With the diagonal both axes are the same: else it would not be one. */
export function layOutPoints(plot: PointsPlot): PointsLayout {
  const all = plot.series.flatMap(({ points }) => points);
  const xs = all.map(({ x }) => x);
  const ys = all.flatMap(({ y, range }) => [y, ...(range ? [range.low, range.high] : [])]);
  const both = [...xs, ...ys];
  const bounds = (highest: number | undefined) => (highest === undefined ? {} : { highest });
  const xAxis = valueAxis(plot.hasDiagonal ? both : xs, bounds(plot.xHighest));
  const yAxis = valueAxis(plot.hasDiagonal ? both : ys, bounds(plot.yHighest));
  const points = plot.series.flatMap((series, index) =>
    series.points.map((point) => ({
      point,
      series: series.key,
      seriesName: series.name,
      tone: series.tone ?? toneAt(index),
      x: xAxis.heightOf(point.x),
      height: yAxis.heightOf(point.y),
      low: point.range ? yAxis.heightOf(point.range.low) : null,
      high: point.range ? yAxis.heightOf(point.range.high) : null,
    })),
  );
  return {
    xAxis,
    yAxis,
    points,
    series: plot.series.map(({ key, name, tone, isJoined = false }, index) => ({
      key,
      name,
      tone: tone ?? toneAt(index),
      isJoined,
      places: points.filter((point) => point.series === key),
    })),
  };
}
