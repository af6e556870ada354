import { Fragment } from "react";
import type { SeriesLayout } from "./lay-out-series.ts";
import type { SeriesPlot } from "./plot-data.ts";
import { toneFillUrl } from "./tone-fill.tsx";

interface Props {
  plot: SeriesPlot;
  layout: SeriesLayout;
  active: number | null;
  /** Of the fills, which the whole drawing shares. */
  id: string;
}

/** Bars beside or on top of each other, and the outline of a histogram in front of another. */
export function SeriesBars({ plot, layout, active, id }: Props) {
  const { axis, drawn } = layout;
  return drawn.map(({ series, tone, layers }, index) => (
    <g key={series.key} data-tone={tone}>
      {layers.map((layer, place) => {
        // Nothing is nothing to be seen; the least of something is a line.
        if (layer === null || layer.from === layer.to) return null;
        const { x, width } = layout.bars(place, index);
        const [low, high] = [layer.from, layer.to].map(axis.heightOf).toSorted((a, b) => a - b);
        const isOutline = series.mark === "outline";
        return (
          <Fragment key={plot.places[place]?.key}>
            <rect
              className={isOutline ? "k-plot-outline" : "k-plot-bar"}
              data-active={place === active || undefined}
              x={`${x.toFixed(3)}%`}
              width={`${width.toFixed(3)}%`}
              y={`${(100 - (high ?? 0)).toFixed(2)}%`}
              height={`${Math.max(0.01, (high ?? 0) - (low ?? 0)).toFixed(2)}%`}
              fill={isOutline ? "none" : toneFillUrl(id, tone)}
            />
            <Whisker series={series} place={place} layout={layout} middle={x + width / 2} />
          </Fragment>
        );
      })}
    </g>
  ));
}

/** From where to where a bar's value lies. */
function Whisker(props: {
  series: SeriesPlot["series"][number];
  place: number;
  layout: SeriesLayout;
  middle: number;
}) {
  const range = props.series.ranges?.[props.place];
  if (range === undefined || range.low === range.high) return null;
  const { heightOf } = props.layout.axis;
  const x = `${props.middle.toFixed(3)}%`;
  const [y1, y2] = [range.low, range.high].map((value) => `${(100 - heightOf(value)).toFixed(2)}%`);
  return <line className="k-plot-whisker" x1={x} x2={x} y1={y1} y2={y2} />;
}
