import { countFlow, loadFlow } from "../db/segment-days.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { calendarDay, lastCalendarDays } from "./calendar-days.ts";
import type { KeptSums } from "./segment-sizes.ts";

/** Customers who entered and left a segment on one calendar day of the shop. */
export interface DayFlow {
  day: string;
  entries: number;
  exits: number;
}

/**
 * Entries and exits of every segment that had any, by calendar day of the shop's time zone. Every
 * list holds every day, oldest first, today last. Visitors are left out. Days that were over at the last count are
 * kept, the others are counted.
 */
export async function readDailyFlow(
  input: { shopId: number; now: Instant; timezone: string; days: number; sums: KeptSums },
  db: Queryable,
): Promise<Map<number, DayFlow[]>> {
  const { shopId, now, timezone, sums } = input;
  const days = lastCalendarDays(input);
  const first = days[0] ?? calendarDay(now, timezone);
  const keptBefore = keptUntil(sums, timezone);
  const isAnyKept = keptBefore !== null && keptBefore > first;
  const rows = await Promise.all([
    isAnyKept ? loadFlow(db, shopId, { fromDay: first, beforeDay: keptBefore }) : [],
    countFlow(db, shopId, { fromDay: isAnyKept ? keptBefore : first, until: now, timezone }),
  ]);
  const bySegment = new Map<number, DayFlow[]>();
  for (const { segmentId, ...row } of rows.flat()) {
    const index = days.indexOf(row.day);
    if (index < 0) continue;
    const flow = bySegment.get(segmentId) ?? days.map((day) => ({ day, entries: 0, exits: 0 }));
    flow[index] = row;
    bySegment.set(segmentId, flow);
  }
  return bySegment;
}

/** The day from which on is counted; null: nothing is kept by the days of this time zone. */
const keptUntil = ({ shop }: KeptSums, timezone: string): string | null =>
  shop === null || shop.timezone !== timezone ? null : calendarDay(shop.asOf, timezone);

/**
 * Walks back from today's size: what came in on a day was not there the evening before.
 * @returns the size at the end of each day, oldest first; two equal points for no flow at all
 */
export function sizesByDay(sizeNow: number, flow: readonly DayFlow[]): number[] {
  if (flow.length === 0) return [sizeNow, sizeNow];
  let size = sizeNow;
  const newestFirst = flow.toReversed().map(({ entries, exits }) => {
    const atEndOfDay = size;
    // A visitor's entry is not counted, their exit as a customer is: never below an empty segment.
    size = Math.max(0, size - entries + exits);
    return atEndOfDay;
  });
  return newestFirst.reverse();
}
