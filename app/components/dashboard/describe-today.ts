import type { SegmentOverview } from "../../queries/read-segment-overview.ts";
import type { TodayFigure } from "../../queries/read-today.ts";
import type { Words } from "../words/use-words.ts";

const MOST_MOVERS = 3;

/** How today compares with yesterday by this time, in words. */
export function describeChange(
  { t }: Words<"home">,
  { today, yesterday }: TodayFigure,
  write: (value: number) => string,
): string {
  if (today === yesterday) return t("today.same");
  return today > yesterday
    ? t("today.more", { step: write(today - yesterday) })
    : t("today.fewer", { step: write(yesterday - today) });
}

/** The change of a segment's size since the end of yesterday. */
export const stepOf = ({ trend }: Pick<SegmentOverview, "trend">): number =>
  (trend.at(-1) ?? 0) - (trend.at(-2) ?? 0);

/** The segments whose size has changed most since yesterday, the largest change first. */
export function findMovers(
  segments: readonly Pick<SegmentOverview, "name" | "trend">[],
): { name: string; step: number }[] {
  return segments
    .map((segment) => ({ name: segment.name, step: stepOf(segment) }))
    .filter(({ step }) => step !== 0)
    .toSorted((a, b) => Math.abs(b.step) - Math.abs(a.step))
    .slice(0, MOST_MOVERS);
}
