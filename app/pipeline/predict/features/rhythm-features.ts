import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { Purchase } from "./purchases.ts";

/** Windows and half-lives in days: from a month to a year, so that fast and slow shops both find theirs. */
const WINDOW_DAYS = [30, 60, 90, 180, 365] as const;
const HALF_LIFE_DAYS = [15, 30, 60, 120, 240] as const;

export const RHYTHM_FEATURES: readonly string[] = [
  "days_since_last",
  "days_since_first",
  "purchases",
  "orders",
  "revenue",
  "mean_value",
  "last_value",
  "mean_gap_days",
  "sd_gap_days",
  "last_gap_days",
  "silence_in_gaps",
  ...WINDOW_DAYS.flatMap((days) => [`purchases_${days}d`, `revenue_${days}d`]),
  ...HALF_LIFE_DAYS.flatMap((days) => [`purchases_half_${days}d`, `revenue_half_${days}d`]),
];

/**
 * When and for how much a customer bought, as of an instant, in the order of `RHYTHM_FEATURES`. Days and minor
 * units. Who bought once has no gap: the gap features then hold the time since that purchase, which is what
 * is known of the gap so far.
 * @param purchases all before `asOf`, at least one, the oldest first
 */
export function describeRhythm(purchases: readonly Purchase[], asOf: Instant): number[] {
  const ages = purchases.map(({ at }) => (asOf - at) / DAY_MS);
  const last = ages.at(-1) ?? 0;
  const first = ages[0] ?? 0;
  const revenue = sum(purchases.map(({ totalMinor }) => totalMinor));
  const gaps = ages.slice(1).map((age, index) => (ages[index] ?? age) - age);
  const meanGap = gaps.length > 0 ? sum(gaps) / gaps.length : last;
  const spread = sum(gaps.map((gap) => (gap - meanGap) ** 2)) / Math.max(1, gaps.length);
  return [
    last,
    first,
    purchases.length,
    sum(purchases.map(({ orders }) => orders)),
    revenue,
    revenue / Math.max(1, purchases.length),
    purchases.at(-1)?.totalMinor ?? 0,
    meanGap,
    Math.sqrt(spread),
    gaps.at(-1) ?? last,
    // A day is added to both, so that two orders of one morning make no infinite rhythm.
    (last + 1) / (meanGap + 1),
    ...WINDOW_DAYS.flatMap((days) => weigh(purchases, ages, (age) => (age <= days ? 1 : 0))),
    ...HALF_LIFE_DAYS.flatMap((days) => weigh(purchases, ages, (age) => 2 ** (-age / days))),
  ];
}

/** Purchases and revenue, each purchase weighted by its age in days. */
function weigh(
  purchases: readonly Purchase[],
  ages: readonly number[],
  weightOf: (age: number) => number,
): [number, number] {
  let count = 0;
  let revenue = 0;
  purchases.forEach(({ totalMinor }, index) => {
    const weight = weightOf(ages[index] ?? 0);
    count += weight;
    revenue += weight * totalMinor;
  });
  return [count, revenue];
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
