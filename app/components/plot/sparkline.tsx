import { drawArea, drawLine } from "./draw-path.ts";
import type { NumberWords } from "./plot-data.ts";
import { useWords } from "../words/use-words.ts";

interface Props {
  /** What the values are. */
  label: string;
  /** At least two. */
  values: readonly number[];
  format: NumberWords;
  /** As wide and high as a card allows, instead of a table's row. */
  isTall?: boolean;
}

/** A series as a line without axes, from its least to its greatest value. */
export function Sparkline({ label, values, format, isTall = false }: Props) {
  const { t } = useWords("common");
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const places = values.map((value, index) => ({
    x: (100 * index) / Math.max(1, values.length - 1),
    // A flat series lies in the middle: at the bottom it would read as nothing.
    height: range === 0 ? 50 : (100 * (value - least)) / range,
  }));
  return (
    <svg
      className="k-sparkline"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={t("plot.trend", {
        label,
        first: format(values[0] ?? 0),
        last: format(values.at(-1) ?? 0),
      })}
      data-tone={range === 0 ? "grey" : "blue"}
      data-tall={isTall || undefined}
    >
      {range === 0 ? null : (
        <path
          className="k-plot-area"
          d={drawArea(places.map(({ x, height }) => ({ x, from: 0, to: height })))}
        />
      )}
      <path className="k-plot-line" d={drawLine(places)} />
    </svg>
  );
}
