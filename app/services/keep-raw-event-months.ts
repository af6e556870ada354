import type pg from "pg";
import { dropRawEventMonths, makeRawEventMonths } from "../db/raw-event-months.ts";

/** So that a worker that stands still for weeks is no reason for events without a month of their own. */
const MONTHS_AHEAD = 2;

/** Makes the partitions of raw events ahead of their months, and drops those of which nobody keeps anything. */
export async function keepRawEventMonths({
  pool,
  now,
}: {
  pool: pg.Pool;
  now: number;
}): Promise<{ made: number; dropped: number }> {
  const made = await makeRawEventMonths(pool, { now, ahead: MONTHS_AHEAD });
  return { made, dropped: await dropRawEventMonths(pool, now) };
}
