import { GAP_CAUSES, type GapCause } from "../../pipeline/shared/stitching.ts";
import type { Stitching } from "../../queries/read-stitching.ts";
import { useWords } from "../words/use-words.ts";
import { judgedWords } from "./judged-words.ts";

/** All orders as one strip: the tied ones, then each cause. The table below has the same numbers. */
export function StitchStrip({ report }: { report: Stitching }) {
  const words = useWords("quality");
  const { t } = words;
  const { tied, gaps } = report;
  const amountOf = (hits: number): string => judgedWords(words, report, hits);
  const inWords = (cause: GapCause): string =>
    t("stitching.cause", { cause: t(`cause.${cause}.name`), amount: amountOf(gaps[cause]) });
  const causes = GAP_CAUSES.filter((cause) => gaps[cause] > 0);
  const label = [t("stitching.tied", { amount: amountOf(tied) }), ...causes.map(inWords)].join(
    ", ",
  );
  return (
    <div className="k-known k-strip" role="img" aria-label={label}>
      {tied === 0 ? null : <span className="k-known-part" style={{ flexGrow: tied }} />}
      {causes.map((cause) => (
        <span
          key={cause}
          className="k-gap"
          data-cause={cause}
          style={{ flexGrow: gaps[cause] }}
          title={inWords(cause)}
        />
      ))}
    </div>
  );
}
