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

const MOST_SHOWN = 8;

/** The largest segments that have anybody in them, in the shop's own order: they do not change places as they grow. */
export function pickSegments<Segment extends Pick<SegmentOverview, "size">>(
  segments: readonly Segment[],
): Segment[] {
  const largest = new Set(
    segments
      .filter(({ size }) => size > 0)
      .toSorted((a, b) => b.size - a.size)
      .slice(0, MOST_SHOWN),
  );
  return segments.filter((segment) => largest.has(segment));
}

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
