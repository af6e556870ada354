import type { IntakeBucket } from "../../queries/read-intake.ts";
import { OUTCOMES_IN_ORDER, totalOf } from "./outcome-words.ts";

interface Props {
  buckets: readonly IntakeBucket[];
  /** The count at the upper edge; every column is a part of it. */
  top: number;
  /** What a column says when it is pointed at. */
  tip?: (bucket: IntakeBucket) => string;
}

/** Columns of what came in, stacked by what became of it. For the eye alone: who uses it writes the label. */
export function IntakeBars({ buckets, top, tip }: Props) {
  return buckets.map((bucket) => (
    <span key={bucket.startsAt} className="k-stack" data-tip={tip?.(bucket)}>
      {OUTCOMES_IN_ORDER.filter((outcome) => bucket[outcome] > 0).map((outcome) => (
        <span
          key={outcome}
          className={`k-intake-${outcome}`}
          // One in a thousand is still to be seen.
          style={{ height: `max(2px, ${(100 * bucket[outcome]) / Math.max(1, top)}%)` }}
        />
      ))}
    </span>
  ));
}

/** A small plot for a row of a table, measured by its own highest column. */
export function SmallIntakePlot({
  buckets,
  label,
}: {
  buckets: readonly IntakeBucket[];
  label: string;
}) {
  return (
    <span className="k-small-plot" role="img" aria-label={label}>
      <IntakeBars buckets={buckets} top={Math.max(...buckets.map(totalOf))} />
    </span>
  );
}
