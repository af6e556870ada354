import type { FunnelDay } from "../../db/insights/funnel-days.ts";

const FUNNEL_STEPS = ["looked", "carted", "checkedOut", "ordered"] as const;
export type FunnelStepName = (typeof FUNNEL_STEPS)[number];

export interface FunnelView {
  fromDay: number;
  toDay: number;
  steps: { step: FunnelStepName; count: number; before: number | null }[];
  /** People who ordered on a day on which nothing else was seen of them. */
  orderedUnseen: number;
}

/**
 * The steps over the last days, and over as many before them. The period before is not told where visits were not seen
 * from its first week on: it would be held against nothing.
 * @param days in the order of time
 */
export function sumFunnel(
  days: readonly FunnelDay[],
  period: { day: number; days: number },
): FunnelView {
  const fromDay = period.day - period.days + 1;
  const now = days.filter(({ day }) => day >= fromDay && day <= period.day);
  const before = days.filter(({ day }) => day < fromDay && day >= fromDay - period.days);
  const firstSeen = before.find(({ looked }) => looked > 0)?.day ?? Infinity;
  const isSeen = firstSeen < fromDay - period.days + 7;
  const sum = (of: readonly FunnelDay[], step: FunnelStepName): number =>
    of.reduce((all, day) => all + day[step], 0);
  return {
    fromDay,
    toDay: period.day,
    steps: FUNNEL_STEPS.map((step) => ({
      step,
      count: sum(now, step),
      before: isSeen ? sum(before, step) : null,
    })),
    orderedUnseen: now.reduce((all, { orderedUnseen }) => all + orderedUnseen, 0),
  };
}
