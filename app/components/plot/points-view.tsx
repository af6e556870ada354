import { drawLine } from "./draw-path.ts";
import { Legend } from "./legend.tsx";
import type { PointsPlot } from "./plot-data.ts";
import { PlotFrame } from "./plot-frame.tsx";
import { PlotTip, tellTip, type TipLine } from "./plot-tip.tsx";
import { layOutPoints, type PlacedPoint } from "./lay-out-points.ts";
import { DASHES } from "./tones.ts";

/** Points by two numbers in a square, with the line on which both are the same. */
export function PointsView({ plot, label }: { plot: PointsPlot; label: string }) {
  const { xAxis, yAxis, series, points } = layOutPoints(plot);
  const tipOf = (place: number) => tipOfPoint(plot, points[place]);
  return (
    <div className="k-plot">
      <Legend
        items={series.map(({ key, name, tone }) => ({ key, name, tone, mark: "line" as const }))}
      />
      <div className="k-plot-square">
        <span className="k-plot-y-name" aria-hidden="true">
          {plot.yName}
        </span>
        <div className="k-plot-values" aria-hidden="true">
          {yAxis.ticks.map((tick) => (
            <span key={tick} style={{ top: `${100 - yAxis.heightOf(tick)}%` }}>
              {(plot.axisFormat ?? plot.yFormat)(tick)}
            </span>
          ))}
        </div>
        <PlotFrame
          label={label}
          count={points.length}
          placeAt={(x, y) => nearest(points, 100 * x, 100 - 100 * y)}
          tell={(place) => tellTip(tipOf(place))}
          tip={(place) => <PlotTip {...tipOf(place)} />}
          tipAt={(place) => points[place]?.x ?? 0}
        >
          {(active) => (
            <svg className="k-plot-svg" width="100%" height="100%" aria-hidden="true">
              {yAxis.ticks.map((tick) => {
                const y = `${100 - yAxis.heightOf(tick)}%`;
                return <line key={tick} className="k-plot-grid" x1="0" x2="100%" y1={y} y2={y} />;
              })}
              <svg
                viewBox="0 0 100 100"
                preserveAspectRatio="none"
                width="100%"
                height="100%"
                overflow="visible"
              >
                {plot.hasDiagonal ? (
                  <path className="k-plot-diagonal" d={diagonalOf({ xAxis, yAxis })} />
                ) : null}
                {series.map(({ key, tone, isJoined, places }) =>
                  isJoined ? (
                    <path
                      key={key}
                      data-tone={tone}
                      className="k-plot-line"
                      strokeDasharray={DASHES[tone]}
                      d={drawLine(places)}
                    />
                  ) : null,
                )}
              </svg>
              {points.map((point, place) => (
                <g key={`${point.series} ${point.point.name}`} data-tone={point.tone}>
                  {point.low === null || point.high === null ? null : (
                    <line
                      className="k-plot-whisker"
                      x1={`${point.x}%`}
                      x2={`${point.x}%`}
                      y1={`${100 - point.low}%`}
                      y2={`${100 - point.high}%`}
                    />
                  )}
                  <circle
                    className="k-plot-dot"
                    cx={`${point.x}%`}
                    cy={`${100 - point.height}%`}
                    r={place === active ? 6 : 4}
                  />
                </g>
              ))}
            </svg>
          )}
        </PlotFrame>
        <div className="k-plot-places" aria-hidden="true">
          {xAxis.ticks.map((tick) => (
            <span key={tick} style={{ left: `${xAxis.heightOf(tick)}%`, translate: "-50% 0" }}>
              {(plot.axisFormat ?? plot.xFormat)(tick)}
            </span>
          ))}
        </div>
        <span className="k-plot-x-name" aria-hidden="true">
          {plot.xName}
        </span>
      </div>
    </div>
  );
}

type Axes = Pick<ReturnType<typeof layOutPoints>, "xAxis" | "yAxis">;

/** From 0 to the end of the axis that ends first. */
function diagonalOf({ xAxis, yAxis }: Axes): string {
  const end = Math.min(xAxis.highest, yAxis.highest);
  return drawLine([
    { x: 0, height: 0 },
    { x: xAxis.heightOf(end), height: yAxis.heightOf(end) },
  ]);
}

function nearest(points: readonly PlacedPoint[], x: number, height: number): number {
  const far = (point: PlacedPoint): number => Math.hypot(point.x - x, point.height - height);
  return points.reduce(
    (best, point, place) => (far(point) < far(points[best] ?? point) ? place : best),
    0,
  );
}

function tipOfPoint(plot: PointsPlot, placed: PlacedPoint | undefined) {
  if (placed === undefined) return { name: "", lines: [] };
  const { point, seriesName, tone } = placed;
  const { x, y, range, extra } = point;
  const lies = range ? ` (${plot.yFormat(range.low)}–${plot.yFormat(range.high)})` : "";
  const lines: TipLine[] = [
    { name: plot.xName, text: plot.xFormat(x) },
    { name: plot.yName, text: `${plot.yFormat(y)}${lies}`, tone, mark: "line" },
    ...(plot.extra === undefined || extra === undefined
      ? []
      : [{ name: plot.extra.name, text: plot.extra.format(extra) }]),
  ];
  return { name: plot.series.length === 1 ? point.name : `${seriesName}, ${point.name}`, lines };
}
