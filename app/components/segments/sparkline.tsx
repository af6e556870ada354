import { formatCount } from "../format/format-number.ts";

const WIDTH = 100;
const HEIGHT = 28;

/** A series as a line without axes, from its least to its greatest value. At least two values. */
export function Sparkline(props: { values: readonly number[]; label: string; isTall?: boolean }) {
  const { values, label, isTall = false } = props;
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const points = values.map((value, index) => {
    const x = (WIDTH * index) / Math.max(1, values.length - 1);
    // A flat series lies in the middle: at the bottom it would read as nothing.
    const y = range === 0 ? HEIGHT / 2 : HEIGHT - (HEIGHT * (value - least)) / range;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const ends = `from ${formatCount(values[0] ?? 0)} to ${formatCount(values.at(-1) ?? 0)}`;
  return (
    <svg
      className="k-sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${ends}`}
      data-flat={range === 0 || undefined}
      data-tall={isTall || undefined}
    >
      <polygon points={`0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}`} />
      <polyline points={points.join(" ")} />
    </svg>
  );
}
