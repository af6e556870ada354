import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { Queryable } from "../transaction.ts";
import { countedOrders } from "./counted-orders.ts";
import { BAND_COUNT, type BandOutcome, type ScoresKept } from "./insight-values.ts";

/** Customers whose scores are looked at, of all. */
export interface CustomerDraw {
  drawn: number;
  total: number;
  /** Every customer whose hash has no remainder by it; 1: all of them. */
  every: number;
}

/** As in profile-sample.ts: the same question has the same answer. */
const SEED = 20_261_204;
const isDrawn = (every: string): string =>
  `(hashint8extended(profile.profile_id, ${SEED}) & 9223372036854775807) % ${every}::int = 0`;

/** In bands of 20 points, the unknown behind the last one: LEAST alone would pass over null. */
const BAND = `CASE WHEN micro_points IS NULL THEN ${BAND_COUNT} ELSE LEAST(micro_points / 20000000, ${BAND_COUNT - 1}) END`;
const SCORES = `LATERAL (VALUES ('intent', intent), ('engagement', engagement), ('value', value),
  ('behavior', behavior)) AS scores(score, micro_points)`;

/** Which customers are looked at where all would take too long: about `most`, each as likely as any other. */
export async function drawCustomers(
  db: Queryable,
  shopId: number,
  most: number,
): Promise<CustomerDraw> {
  const { rows } = await db.query<{ total: number }>(
    "SELECT count(*) AS total FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL",
    [shopId],
  );
  const total = rows[0]?.total ?? 0;
  const every = Math.max(1, Math.ceil(total / most));
  if (every === 1) return { drawn: total, total, every };
  const counted = await db.query<{ drawn: number }>(
    `SELECT count(*) AS drawn FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL AND ${isDrawn("$2")}`,
    [shopId, every],
  );
  return { drawn: counted.rows[0]?.drawn ?? 0, total, every };
}

/** How many of the drawn customers were in which band at the end of each UTC day from one on. */
export async function countScoreDays(
  db: Queryable,
  shopId: number,
  asked: { fromDay: number; every: number },
): Promise<ScoresKept["days"]> {
  const { rows } = await db.query<{ day: number; score: ScoreName; band: number; count: number }>(
    `SELECT day, score, ${BAND} AS band, count(*)
     FROM profile JOIN score_history USING (shop_id, profile_id) CROSS JOIN
       LATERAL (VALUES ('intent', score_history.intent), ('engagement', score_history.engagement),
         ('value', score_history.value), ('behavior', score_history.behavior)) AS scores(score, micro_points)
     WHERE shop_id = $1 AND customer_id IS NOT NULL AND ${isDrawn("$3")} AND day >= $2
     GROUP BY 1, 2, 3 ORDER BY 1`,
    [shopId, asked.fromDay, asked.every],
  );
  const days = new Map<number, ScoresKept["days"][number]>();
  for (const { day, score, band, count } of rows) {
    const known = days.get(day) ?? {
      day,
      bands: byScore(() => Array<number>(BAND_COUNT + 1).fill(0)),
    };
    known.bands[score][band] = count;
    days.set(day, known);
  }
  return [...days.values()];
}

/** What the drawn customers bought in some days after the end of a UTC day, by the band they were in then. */
export async function countBandOutcomes(
  db: Queryable,
  shopId: number,
  asked: { day: number; days: number; every: number },
): Promise<Record<ScoreName, BandOutcome[]>> {
  const { rows } = await db.query<BandOutcome & { score: ScoreName; band: number }>(
    `WITH placed AS (${countedOrders({
      after: "to_timestamp(($2::int + 1) * 86400::float8)",
      until: "to_timestamp(($2::int + 1 + $3::int) * 86400::float8)",
    })}),
     bought AS (SELECT profile_id, count(*) AS orders, sum(net_minor) AS net_minor FROM placed GROUP BY 1),
     standing AS (
       SELECT profile.profile_id, stood.intent, stood.engagement, stood.value, stood.behavior
       FROM profile JOIN score_history AS stood
         ON stood.shop_id = $1 AND stood.profile_id = profile.profile_id AND stood.day = $2
       WHERE profile.shop_id = $1 AND customer_id IS NOT NULL AND ${isDrawn("$4")})
     SELECT score, ${BAND} AS band, count(*) AS customers, count(bought.profile_id) AS buyers,
       COALESCE(sum(orders), 0)::bigint AS orders, COALESCE(sum(net_minor), 0)::bigint AS "revenueMinor",
       COALESCE(sum(net_minor::float8 * net_minor::float8), 0) AS "revenueSquared"
     FROM standing LEFT JOIN bought USING (profile_id) CROSS JOIN ${SCORES}
     GROUP BY 1, 2`,
    [shopId, asked.day, asked.days, asked.every],
  );
  const outcomes = byScore(() => Array.from({ length: BAND_COUNT + 1 }, emptyOutcome));
  for (const { score, band, ...outcome } of rows) outcomes[score][band] = outcome;
  return outcomes;
}

const emptyOutcome = (): BandOutcome => ({
  customers: 0,
  buyers: 0,
  orders: 0,
  revenueMinor: 0,
  revenueSquared: 0,
});

const byScore = <Value>(make: () => Value): Record<ScoreName, Value> => ({
  intent: make(),
  engagement: make(),
  value: make(),
  behavior: make(),
});
