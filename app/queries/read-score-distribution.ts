import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";

/** Customers by score: 20 bins of 5 points, the last one with 100 in it; who has no score stands apart. */
export interface Distribution {
  bins: number[];
  unknown: number;
}

export const BIN_COUNT = 20;
const MICRO_POINTS_PER_BIN = 5_000_000;

/** The distribution of every score over the customers that have been scored. Visitors are left out. */
export async function readScoreDistribution(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<Record<ScoreName, Distribution>> {
  // Without the CASE the unknown would be in the last bin: LEAST passes over null.
  const { rows } = await db.query<{ score: ScoreName; bin: number | null; customers: number }>(
    `SELECT score, CASE WHEN micro_points IS NOT NULL THEN LEAST(micro_points / $2::int, $3::int) END AS bin, count(*) AS customers
     FROM profile CROSS JOIN LATERAL
       (VALUES ('behavior', behavior), ('intent', intent), ('engagement', engagement), ('value', value))
       AS scores(score, micro_points)
     WHERE shop_id = $1 AND customer_id IS NOT NULL AND scored_at IS NOT NULL
     GROUP BY 1, 2`,
    [shopId, MICRO_POINTS_PER_BIN, BIN_COUNT - 1],
  );
  const distributions = {
    behavior: emptyDistribution(),
    intent: emptyDistribution(),
    engagement: emptyDistribution(),
    value: emptyDistribution(),
  };
  for (const { score, bin, customers } of rows) {
    if (bin === null) distributions[score].unknown = customers;
    else distributions[score].bins[bin] = customers;
  }
  return distributions;
}

const emptyDistribution = (): Distribution => ({
  bins: Array<number>(BIN_COUNT).fill(0),
  unknown: 0,
});
