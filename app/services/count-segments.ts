import type pg from "pg";
import { countCustomers, countMembers, countTags, sumRevenue } from "../db/count-segments.ts";
import { shareShopLock, withShopLock } from "../db/locks.ts";
import { countFlow, saveFlow } from "../db/segment-days.ts";
import { loadShopSums, saveSums, type SegmentSums, type ShopSums } from "../db/segment-sums.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { timeZoneOf } from "../pipeline/shared/time-zone.ts";
import { DAY_MS, HOUR_MS } from "../pipeline/shared/time.ts";

/** Entries and exits are kept from so many days before the first count on. */
const FIRST_DAYS = 90;
/** No shop is counted for more than one part in so many of the time. */
const REST_TIMES = 200;

export type CountOutcome =
  | { outcome: "counted"; asOf: number; milliseconds: number }
  | { outcome: "gone" }
  | { outcome: "busy" };

/**
 * Counts a shop's segments anew: members, their revenue, how far their tags are written, and who came and went by day.
 * What pages show of them is this and what changed since, so that no page counts a million memberships.
 * @param options.stopwatch seconds that have really passed, whatever the clock says
 */
export async function countSegments(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  stopwatch: () => number;
}): Promise<CountOutcome> {
  const { pool, shopId, now, stopwatch } = options;
  const locked = await withShopLock(
    pool,
    { work: "sums", shopId },
    async (): Promise<CountOutcome> => {
      const startedAt = stopwatch();
      const { timezone, tagPrefix } = await getShop(pool, shopId);
      const { shop, segments } = await count(pool, { shopId, now, timezone, tagPrefix });
      const fromDay = firstDayToCount(await loadShopSums(pool, shopId), { now, timezone });
      const days = await countFlow(pool, shopId, { fromDay, until: now, timezone });
      const milliseconds = Math.round(1000 * (stopwatch() - startedAt));
      const nextAt = now + Math.min(DAY_MS, Math.max(HOUR_MS, REST_TIMES * milliseconds));
      const isKept = await inTransaction(pool, async (db) => {
        // A shop or a segment that is erased meanwhile is not brought back.
        await shareShopLock(db, "segments", shopId);
        const { rowCount } = await db.query("SELECT FROM shop WHERE shop_id = $1 FOR KEY SHARE", [
          shopId,
        ]);
        if (rowCount === 0) return false;
        await saveSums(db, shopId, { shop, segments, nextAt });
        await saveFlow(db, shopId, { fromDay, rows: days });
        return true;
      });
      return isKept ? { outcome: "counted", asOf: now, milliseconds } : { outcome: "gone" };
    },
  );
  return locked.outcome === "busy" ? locked : locked.result;
}

async function count(
  db: Queryable,
  asked: { shopId: number; now: number; timezone: string; tagPrefix: string },
): Promise<{ shop: ShopSums; segments: SegmentSums[] }> {
  const { shopId, now, timezone, tagPrefix } = asked;
  // One after the other: four at once would take the machine from what is live.
  const members = await countMembers(db, shopId);
  const revenue = await sumRevenue(db, shopId, now);
  const tags = await countTags(db, shopId);
  const customers = await countCustomers(db, shopId);
  const { rows } = await db.query<{ segmentId: number; tag: string | null }>(
    `SELECT segment_id AS "segmentId", tag FROM segment WHERE shop_id = $1`,
    [shopId],
  );
  const memberOf = new Map(members.map((one) => [one.segmentId, one]));
  const segments = rows.map(({ segmentId, tag }) => ({
    ...{ segmentId, customers: 0, visitors: 0, revenue30: 0, revenue90: 0 },
    ...{ tagWanted: 0, tagWritten: 0, tagRefused: 0 },
    ...memberOf.get(segmentId),
    ...revenue.segments.get(segmentId),
    ...(tag === null ? undefined : tags.get(`${tagPrefix}${tag}`)),
  }));
  const memberships = members.reduce((sum, one) => sum + one.customers + one.visitors, 0);
  return { shop: { asOf: now, timezone, customers, memberships, ...revenue.shop }, segments };
}

/**
 * From the day before the last count on: its own day was not over, and what was written late belongs to the one before.
 * Where days were those of another time zone all are counted anew.
 */
function firstDayToCount(
  last: ShopSums | null,
  { now, timezone }: { now: number; timezone: string },
): string {
  const { dayOf } = timeZoneOf(timezone);
  const isOfThisCalendar = last !== null && last.timezone === timezone && last.asOf <= now;
  const day = isOfThisCalendar ? dayOf(last.asOf) - 1 : dayOf(now) - FIRST_DAYS;
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
