import { useId } from "react";
import { Legend } from "./legend.tsx";
import { layOutSeries, type DrawnSeries } from "./lay-out-series.ts";
import type { SeriesPlot } from "./plot-data.ts";
import { PlaceTicks, ValueTicks } from "./plot-axes.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import { PlotTip, tellTip } from "./plot-tip.tsx";
import { SeriesBars } from "./series-bars.tsx";
import { SeriesLines } from "./series-lines.tsx";
import { ToneFill } from "./tone-fill.tsx";
import { tipOfPlace } from "./tip-of-place.ts";
import { useWords } from "../words/use-words.ts";

/** Lines, areas, bars and histograms. */
export function SeriesView({ plot, label }: { plot: SeriesPlot; label: string }) {
  const { t } = useWords("common");
  const id = useId();
  const layout = layOutSeries(plot);
  const { axis, drawn, middles } = layout;
  const axisWords = plot.axisFormat ?? plot.format;
  const tipOf = (place: number) => tipOfPlace({ plot, drawn, place, unknown: t("plot.unknown") });
  const hasLines = plot.kind === "line" || plot.kind === "area";
  return (
    <div className="k-plot">
      <Legend
        items={drawn.map(({ series, tone }) => ({
          key: series.key,
          name: series.name,
          tone,
          mark: swatchOf(plot, series.mark),
        }))}
      />
      {plot.valueName === undefined ? null : (
        <span className="k-plot-value-name" aria-hidden="true">
          {plot.valueName}
        </span>
      )}
      <div className="k-plot-body">
        <ValueTicks axis={axis} format={axisWords} />
        <PlotFrame
          label={label}
          count={plot.places.length}
          placeAt={(x) => layout.placeAt(x)}
          tell={(place) => tellTip(tipOf(place))}
          tip={(place) => <PlotTip {...tipOf(place)} />}
          tipAt={(place) => middles[place] ?? 0}
        >
          {(active) => (
            <svg className="k-plot-svg" width="100%" height="100%" aria-hidden="true">
              {drawn.map(({ tone }) => (
                <ToneFill key={tone} id={id} tone={tone} />
              ))}
              {axis.ticks.map((tick) => (
                <line
                  key={tick}
                  className="k-plot-grid"
                  data-zero={tick === 0 || undefined}
                  x1="0"
                  x2="100%"
                  y1={down(axis.heightOf(tick))}
                  y2={down(axis.heightOf(tick))}
                />
              ))}
              {active === null ? null : (
                <line
                  className="k-plot-cursor"
                  x1={`${middles[active]}%`}
                  x2={`${middles[active]}%`}
                  y1="0"
                  y2="100%"
                />
              )}
              {hasLines ? (
                <SeriesLines plot={plot} layout={layout} active={active} />
              ) : (
                <SeriesBars plot={plot} layout={layout} active={active} id={id} />
              )}
            </svg>
          )}
        </PlotFrame>
        <PlaceTicks plot={plot} middles={middles} />
        {plot.kind === "histogram" ? (
          // Days say what they are; the bounds of bins do not.
          <span className="k-plot-x-name" aria-hidden="true">
            {plot.placeName}
          </span>
        ) : null}
      </div>
    </div>
  );
}

const down = (height: number): string => `${(100 - height).toFixed(2)}%`;

function swatchOf(plot: SeriesPlot, mark: DrawnSeries["series"]["mark"]): "line" | "fill" {
  return plot.kind === "line" || mark === "outline" ? "line" : "fill";
}
