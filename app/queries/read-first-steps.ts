import { getPool } from "../db/pool.server.ts";
import type { TagMode } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** What the merchant has done so far, as far as it decides what there is to do next. */
export interface FirstSteps {
  /** Whether the list of first steps was put away. */
  isClosed: boolean;
  isReady: boolean;
  /** When the history was read, and segments were filled for the first time; null: not yet. */
  readyAt: Instant | null;
  installedAt: Instant;
  tagMode: TagMode;
  /** Whether a segment was made or changed by somebody of the shop. */
  hasOwnSegment: boolean;
  /** Whether anything was ever written in Shopify. */
  hasWrittenTags: boolean;
  /** Whether a workflow of Flow listens, or Klaviyo is told of changes. */
  isActedOn: boolean;
  /** Whether somebody asked for their data, and nobody has answered. */
  hasDataRequest: boolean;
  /** When predictions were fitted last; null: not yet. */
  fittedAt: Instant | null;
}

/** @throws Error when there is no such shop */
export async function readFirstSteps(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<FirstSteps> {
  const { rows } = await db.query<FirstSteps>(
    `SELECT welcome_closed_at IS NOT NULL AS "isClosed", ready_at IS NOT NULL AS "isReady", ready_at AS "readyAt",
       installed_at AS "installedAt", tag_mode AS "tagMode",
       EXISTS (SELECT FROM segment LEFT JOIN segment_version published USING (shop_id, segment_id)
         WHERE segment.shop_id = $1 AND (handle <> ALL(ready_segments) OR published.version > 1)) AS "hasOwnSegment",
       EXISTS (SELECT FROM tag_write WHERE tag_write.shop_id = $1) AS "hasWrittenTags",
       EXISTS (SELECT FROM flow_trigger_use WHERE flow_trigger_use.shop_id = $1)
         OR EXISTS (SELECT FROM klaviyo_key WHERE klaviyo_key.shop_id = $1) AS "isActedOn",
       EXISTS (SELECT FROM privacy_request WHERE privacy_request.shop_id = $1 AND done_at IS NULL
         AND topic = 'customers/data_request') AS "hasDataRequest",
       (SELECT max(fitted_at) FROM prediction_fit WHERE prediction_fit.shop_id = $1) AS "fittedAt"
     FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no shop ${shopId}`);
  return row;
}
