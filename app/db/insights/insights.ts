import { acrossShops } from "../shop-scope.ts";
import type { Queryable } from "../transaction.ts";
import { INSIGHT_NAMES, type InsightName, type InsightValues } from "./insight-values.ts";

export interface KeptInsight<Name extends InsightName> {
  /** What is counted had happened by then. */
  asOf: number;
  computedAt: number;
  dueAt: number;
  values: InsightValues[Name];
}

/** null: it was never computed. */
export async function findInsight<Name extends InsightName>(
  db: Queryable,
  shopId: number,
  name: Name,
): Promise<KeptInsight<Name> | null> {
  const { rows } = await db.query<KeptInsight<Name>>(
    `SELECT as_of AS "asOf", computed_at AS "computedAt", due_at AS "dueAt", values
     FROM insight WHERE shop_id = $1 AND name = $2`,
    [shopId, name],
  );
  return rows[0] ?? null;
}

/** What else begins at midnight (benchmarks, groups, scores of the day that is over) goes first. */
const AFTER_MIDNIGHT = "interval '15 minutes'";

/** Puts a figure in the place of the one before. The next is due soon after midnight in the shop's time zone. */
export async function saveInsight<Name extends InsightName>(
  db: Queryable,
  shopId: number,
  insight: { name: Name; asOf: number; now: number; seconds: number; values: InsightValues[Name] },
): Promise<void> {
  // The shop's row is held: whoever erases the shop waits, and finds what was saved.
  await db.query(
    `INSERT INTO insight (shop_id, name, as_of, computed_at, due_at, seconds, values)
     SELECT shop_id, $2, $3, $4,
       (date_trunc('day', ($4::timestamptz - ${AFTER_MIDNIGHT}) AT TIME ZONE timezone) + interval '1 day')
         AT TIME ZONE timezone + ${AFTER_MIDNIGHT}, $5, $6
     FROM shop WHERE shop_id = $1 FOR KEY SHARE
     ON CONFLICT (shop_id, name) DO UPDATE SET as_of = excluded.as_of, computed_at = excluded.computed_at,
       due_at = excluded.due_at, seconds = excluded.seconds, values = excluded.values`,
    [
      shopId,
      insight.name,
      new Date(insight.asOf),
      new Date(insight.now),
      insight.seconds,
      JSON.stringify(insight.values),
    ],
  );
}

/** Ready shops with a figure that is due, or was never computed. */
export async function findShopsWithDueInsights(db: Queryable, now: number): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop
     WHERE status = 'installed' AND ready_at IS NOT NULL
       AND (SELECT count(*) FROM insight WHERE insight.shop_id = shop.shop_id AND due_at > $1) < $2
     ORDER BY shop_id`,
    [new Date(now), INSIGHT_NAMES.length],
  );
  return rows.map(({ shopId }) => shopId);
}

export interface InsightShop {
  timezone: string;
  /** The first UTC day of which scores are kept; null: none are. */
  scoresFrom: number | null;
  /** The calendar day that it is in the shop, counted from 1970, and when it began. */
  today: number;
  todaySince: number;
}

/** What computing figures of a shop asks of it; null: there is no such shop. */
export async function findInsightShop(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<InsightShop | null> {
  const { rows } = await db.query<InsightShop>(
    `SELECT timezone, scores_from AS "scoresFrom",
       ($2::timestamptz AT TIME ZONE timezone)::date - DATE '1970-01-01' AS today,
       date_trunc('day', $2::timestamptz AT TIME ZONE timezone) AT TIME ZONE timezone AS "todaySince"
     FROM shop WHERE shop_id = $1`,
    [shopId, new Date(now)],
  );
  return rows[0] ?? null;
}
