import type { NumberWords, SeriesPlot } from "./plot-data.ts";
import { pickTicks } from "./pick-ticks.ts";
import type { ValueAxis } from "./value-axis.ts";

const MOST_TICKS = 7;
const MOST_ON_PHONE = 3;

/** The numbers beside the plot: a column as wide as the longest of them. */
export function ValueTicks({ axis, format }: { axis: ValueAxis; format: NumberWords }) {
  return (
    <div className="k-plot-values" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <span key={tick} style={{ top: `${100 - axis.heightOf(tick)}%` }}>
          {format(tick)}
        </span>
      ))}
    </div>
  );
}

/** So many kinds are all named, on a phone in several lines: a bar without a name says nothing. */
const MOST_NAMES = 7;

/** The names below the plot. */
export function PlaceTicks(props: { plot: SeriesPlot; middles: readonly number[] }) {
  const { kind, places } = props.plot;
  if (kind !== "bars" || places.length > MOST_NAMES) return <PickedTicks {...props} />;
  return (
    // Columns of one width, as the bars' own.
    <div className="k-plot-places k-plot-names" aria-hidden="true">
      {places.map(({ key, name, tick }) => (
        <span key={key}>{tick ?? name}</span>
      ))}
    </div>
  );
}

/** Names of some of many places, fewer on a phone: the first, the middle and the last, which are among the others. */
function PickedTicks({ plot, middles }: { plot: SeriesPlot; middles: readonly number[] }) {
  const { places, lastTick } = plot;
  const isHistogram = plot.kind === "histogram";
  // The end of the last bin is a tick of its own.
  const count = places.length + (lastTick === undefined ? 0 : 1);
  const onPhone = new Set(pickTicks(count, MOST_ON_PHONE));
  const placeOf = (tick: number): number =>
    isHistogram ? (100 * tick) / Math.max(1, places.length) : (middles[tick] ?? 0);
  return (
    <div className="k-plot-places" aria-hidden="true">
      {pickTicks(count, MOST_TICKS).map((tick) => (
        <span
          key={tick}
          data-minor={!onPhone.has(tick) || undefined}
          style={{ left: `${placeOf(tick)}%`, translate: `-${shiftOf(placeOf(tick))}% 0` }}
        >
          {places[tick]?.tick ?? places[tick]?.name ?? lastTick}
        </span>
      ))}
    </div>
  );
}

/** Names stand below the middle of what they name, and at the ends within the plot. */
const shiftOf = (place: number): number => (place < 8 ? 0 : place > 92 ? 100 : 50);
