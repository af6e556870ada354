import { GAP_CAUSES } from "../../pipeline/shared/stitching.ts";
import type { Stitching } from "../../queries/read-stitching.ts";
import { formatCount } from "../format/format-number.ts";
import { GAP_WORDS } from "./gap-words.ts";

/** All orders as one strip: the tied ones, then each cause. The table below has the same numbers. */
export function StitchStrip({ report: { tied, gaps } }: { report: Stitching }) {
  const causes = GAP_CAUSES.filter((cause) => gaps[cause] > 0);
  const label = [
    `${formatCount(tied)} tied`,
    ...causes.map((cause) => `${GAP_WORDS[cause].name}: ${formatCount(gaps[cause])}`),
  ].join(", ");
  return (
    <div className="k-known k-strip" role="img" aria-label={label}>
      {tied === 0 ? null : <span className="k-known-part" style={{ flexGrow: tied }} />}
      {causes.map((cause) => (
        <span
          key={cause}
          className="k-gap"
          data-cause={cause}
          style={{ flexGrow: gaps[cause] }}
          title={`${GAP_WORDS[cause].name}: ${formatCount(gaps[cause])}`}
        />
      ))}
    </div>
  );
}
