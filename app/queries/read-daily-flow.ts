import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { beforeLastDays, lastCalendarDays } from "./calendar-days.ts";

/** Customers who entered and left a segment on one calendar day of the shop. */
export interface DayFlow {
  day: string;
  entries: number;
  exits: number;
}

/**
 * Entries and exits of every segment that had any, by calendar day of the shop's time zone. Every
 * list holds every day, oldest first, today last. Visitors are left out.
 */
export async function readDailyFlow(
  input: { shopId: number; now: Instant; timezone: string; days: number },
  db: Queryable,
): Promise<Map<number, DayFlow[]>> {
  const { rows } = await db.query<DayFlow & { segmentId: number }>(
    `SELECT segment_id AS "segmentId", to_char(at AT TIME ZONE $2, 'YYYY-MM-DD') AS day,
       count(*) FILTER (WHERE entered) AS entries, count(*) FILTER (WHERE NOT entered) AS exits
     FROM membership_change
     WHERE shop_id = $1 AND at > $3 AND at <= $4 AND customer_id IS NOT NULL
     GROUP BY 1, 2`,
    [input.shopId, input.timezone, beforeLastDays(input), new Date(input.now)],
  );
  const days = lastCalendarDays(input);
  const bySegment = new Map<number, DayFlow[]>();
  for (const { segmentId, ...row } of rows) {
    const index = days.indexOf(row.day);
    if (index < 0) continue;
    const flow = bySegment.get(segmentId) ?? days.map((day) => ({ day, entries: 0, exits: 0 }));
    flow[index] = row;
    bySegment.set(segmentId, flow);
  }
  return bySegment;
}

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
