import { drawArea, drawLine } from "./draw-path.ts";
import type { DrawnSeries, SeriesLayout } from "./lay-out-series.ts";
import type { SeriesPlot } from "./plot-data.ts";
import { DASHES } from "./tones.ts";

interface Props {
  plot: SeriesPlot;
  layout: SeriesLayout;
  active: number | null;
}

/**
 * Lines, with the bands that they lie in, and areas. Paths know no percent: they are drawn in a square that is stretched
 * to the plot, with strokes that are not.
 */
export function SeriesLines({ plot, layout, active }: Props) {
  const { axis, drawn, middles } = layout;
  const xs = (place: number): number => middles[place] ?? 0;
  const bandOf = ({ series }: DrawnSeries) =>
    (series.ranges ?? []).map(({ low, high }, place) => ({
      x: xs(place),
      from: axis.heightOf(low),
      to: axis.heightOf(high),
    }));
  return (
    <>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        width="100%"
        height="100%"
        overflow="visible"
      >
        {drawn.map((each) => (
          <g key={each.series.key} data-tone={each.tone}>
            {each.series.ranges === undefined ? null : (
              <path className="k-plot-band" d={drawArea(bandOf(each))} />
            )}
            {plot.kind === "area" ? (
              <path
                className="k-plot-area"
                d={drawArea(
                  each.layers.map((layer, place) => ({
                    x: xs(place),
                    from: axis.heightOf(layer?.from ?? 0),
                    to: axis.heightOf(layer?.to ?? 0),
                  })),
                )}
              />
            ) : null}
            <path
              className="k-plot-line"
              strokeDasharray={DASHES[each.tone]}
              d={drawLine(
                each.layers.map((layer, place) =>
                  layer === null ? null : { x: xs(place), height: axis.heightOf(layer.to) },
                ),
              )}
            />
          </g>
        ))}
      </svg>
      {active === null
        ? null
        : drawn.map(({ series, tone, layers }) => {
            const layer = layers[active];
            return layer ? (
              <circle
                key={series.key}
                data-tone={tone}
                className="k-plot-dot"
                cx={`${xs(active)}%`}
                cy={`${(100 - axis.heightOf(layer.to)).toFixed(2)}%`}
                r="4"
              />
            ) : null;
          })}
    </>
  );
}
