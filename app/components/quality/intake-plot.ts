import type { IntakeBucket } from "../../queries/read-intake.ts";
import type { PlotView } from "../../queries/read-data-quality.ts";
import type { PlotData } from "../plot/plot-data.ts";
import type { Words } from "../words/use-words.ts";
import { OUTCOME_TONES, OUTCOMES_IN_ORDER } from "./outcome-words.ts";

/** What came in over time, stacked by what became of it. */
export function intakePlot(
  { t, format }: Words<"quality">,
  buckets: readonly IntakeBucket[],
  span: PlotView["span"],
): PlotData {
  const last = buckets.at(-1);
  return {
    kind: "bars",
    isStacked: true,
    isWhole: true,
    placeName: t(`part.${span}`),
    places: buckets.map(({ startsAt }) => ({
      key: new Date(startsAt).toISOString(),
      name: format.clock(startsAt),
      ...(startsAt === last?.startsAt ? { tick: t("intake.now") } : {}),
    })),
    series: OUTCOMES_IN_ORDER.map((outcome) => ({
      key: outcome,
      name: t(`outcome.${outcome}`),
      values: buckets.map((bucket) => bucket[outcome]),
      tone: OUTCOME_TONES[outcome],
    })),
    format: format.count,
  };
}
