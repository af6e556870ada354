import type { IntakeBucket } from "../../queries/read-intake.ts";
import { OUTCOME_TONES, OUTCOMES_IN_ORDER, totalOf } from "./outcome-words.ts";

interface Props {
  buckets: readonly IntakeBucket[];
  label: string;
}

/** What came in, for a row of a table: columns stacked by what became of it, measured by the highest of them. */
export function SmallIntakePlot({ buckets, label }: Props) {
  const top = Math.max(1, ...buckets.map(totalOf));
  return (
    <span className="k-small-plot" role="img" aria-label={label}>
      {buckets.map((bucket) => (
        <span key={bucket.startsAt} className="k-stack">
          {OUTCOMES_IN_ORDER.filter((outcome) => bucket[outcome] > 0).map((outcome) => (
            <span
              key={outcome}
              data-tone={OUTCOME_TONES[outcome]}
              // One in a thousand is still to be seen.
              style={{ height: `max(2px, ${(100 * bucket[outcome]) / top}%)` }}
            />
          ))}
        </span>
      ))}
    </span>
  );
}
