import type { Words } from "../words/use-words.ts";

interface Props {
  /** From 0 to 1. */
  value: number;
  low: number;
  high: number;
}

/** A probability from 0 to 1 with where it may truly lie. For the eye alone: who uses it writes the numbers. */
export function IntervalBar({ value, low, high }: Props) {
  return (
    <span className="k-interval" aria-hidden="true">
      <span
        className="k-interval-range"
        style={{ left: percent(low), width: `max(4px, ${percent(high - low)})` }}
      />
      <span className="k-interval-value" style={{ left: percent(value) }} />
    </span>
  );
}

/** "28% to 41%": from where to where a probability may truly lie. */
export const rangeWords = (
  { t, format }: Words<"predictions">,
  { low, high }: { low: number; high: number },
): string => t("range", { low: format.share(low, 1), high: format.share(high, 1) });

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
