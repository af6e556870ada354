import type { Condition } from "../../pipeline/segment/condition-tree.ts";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import type { Queryable } from "../transaction.ts";

/** What the readiness check asks of tables, each by an index or of a few rows. */
export interface MaturityRow {
  hasHistory: boolean;
  hasOrders: boolean;
  isStorefrontAlive: boolean;
  orderers: number;
  orderersSeen: number;
  hasScores: boolean;
  isModelChosen: boolean;
  /** Of the newest fit, over the longest horizon that is told; null: nothing was fitted. */
  evidence: Evidence | null;
  hasRecentMoves: boolean;
  hasTagsWritten: boolean;
  outlets: number;
}

const DAY_MS = 86_400_000;

/** @throws Error when there is no such shop */
export async function findMaturityRow(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<MaturityRow> {
  const { rows } = await db.query<MaturityRow>(
    `SELECT ready_at IS NOT NULL AS "hasHistory",
       EXISTS (SELECT FROM customer_order WHERE shop_id = $1) AS "hasOrders",
       EXISTS (SELECT FROM intake_minute WHERE shop_id = $1 AND source IN ('proxy', 'pixel') AND outcome = 'accepted'
         AND minute >= extract(epoch FROM $2::timestamptz) / 60) AS "isStorefrontAlive",
       COALESCE(seen.orderers, 0) AS orderers, COALESCE(seen.seen, 0) AS "orderersSeen",
       EXISTS (SELECT FROM profile WHERE shop_id = $1 AND behavior IS NOT NULL) AS "hasScores",
       (SELECT max(version) > 1 FROM scoring_model WHERE shop_id = $1) IS TRUE AS "isModelChosen",
       (SELECT card->'tasks'->'horizon'->>'evidence' FROM prediction_fit WHERE shop_id = $1
        ORDER BY fit_id DESC LIMIT 1) AS evidence,
       EXISTS (SELECT FROM membership_change WHERE shop_id = $1 AND at > $2) AS "hasRecentMoves",
       EXISTS (SELECT FROM tag_write WHERE shop_id = $1) AND tag_mode = 'writing' AS "hasTagsWritten",
       (SELECT count(*) FROM (
         SELECT FROM klaviyo_key WHERE shop_id = $1 AND error IS NULL
         UNION ALL SELECT FROM metafield_setting WHERE shop_id = $1 AND is_on
         UNION ALL (SELECT FROM flow_trigger_use WHERE shop_id = $1 AND is_used LIMIT 1)) AS outlet) AS outlets
     FROM shop LEFT JOIN LATERAL (SELECT sum(ordered + ordered_unseen)::int AS orderers, sum(ordered)::int AS seen
       FROM funnel_day WHERE funnel_day.shop_id = $1 AND day >= $3) AS seen ON true
     WHERE shop.shop_id = $1`,
    [shopId, new Date(now - 7 * DAY_MS), Math.floor(now / DAY_MS) - 30],
  );
  const row = rows[0];
  if (!row) throw new Error(`There is no shop ${shopId}`);
  return row;
}

/** The definitions in force of the segments that anybody is in. */
export async function findPeopledSegments(
  db: Queryable,
  shopId: number,
): Promise<{ condition: Condition; tag: string | null }[]> {
  const { rows } = await db.query<{ condition: Condition; tag: string | null }>(
    `SELECT condition, tag FROM segment WHERE shop_id = $1 AND version IS NOT NULL AND EXISTS (
       SELECT FROM segment_membership AS member
       WHERE member.shop_id = $1 AND member.segment_id = segment.segment_id)`,
    [shopId],
  );
  return rows;
}
