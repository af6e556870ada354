import type { Queryable } from "../db/transaction.ts";

export interface WorkLeft {
  isReady: boolean;
  rawEvents: number;
  profiles: number;
  tags: number;
  /** Customers whose metafields are to be written, and 1 while their definitions are made or removed. */
  metafields: number;
  /** Changes that are still to be told to Flow and others. */
  announcements: number;
  /** 1: an installed shop waits for its first fit. Later ones are due by the clock, and nobody waits for them. */
  fits: number;
  /** 1: the groups of past midnights are not told yet. */
  histories: number;
}

/** What the workers have not done yet for a shop at an instant: all zero when everything is settled. */
export async function countWorkLeft(db: Queryable, shopId: number, now: number): Promise<WorkLeft> {
  const { rows } = await db.query<WorkLeft>(
    `SELECT (SELECT ready_at IS NOT NULL FROM shop WHERE shop_id = $1) AS "isReady",
       (SELECT count(*) FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL) AS "rawEvents",
       (SELECT count(*) FROM profile WHERE shop_id = $1 AND due_at <= $2)
         + (SELECT count(*) FROM due_range JOIN profile USING (shop_id)
            WHERE shop_id = $1 AND due_range.due_at <= $2 AND profile_id BETWEEN first_id AND last_id
              AND (profile.due_at IS NULL OR profile.due_at > $2)) AS profiles,
       (SELECT count(*) FROM tag_state JOIN shop USING (shop_id) WHERE shop_id = $1 AND write_at IS NOT NULL
          AND tag_mode IN ('writing', 'cleaning')) AS tags,
       (SELECT count(*) FROM metafield_state JOIN metafield_setting USING (shop_id)
        WHERE shop_id = $1 AND write_at IS NOT NULL AND is_on)
         + (SELECT count(*) FROM metafield_setting WHERE shop_id = $1 AND due_at <= $2) AS metafields,
       (SELECT count(*) FROM announcement WHERE shop_id = $1 AND done_at IS NULL) AS announcements,
       (SELECT count(*) FROM shop WHERE shop_id = $1 AND fit_due_at <= $2 AND status = 'installed'
          AND NOT EXISTS (SELECT 1 FROM prediction_fit WHERE prediction_fit.shop_id = shop.shop_id)) AS fits,
       (SELECT count(*) FROM benchmark JOIN shop USING (shop_id)
        WHERE shop_id = $1 AND day > 0 AND history_from <= day AND status = 'installed'
          AND ready_at IS NOT NULL) AS histories`,
    [shopId, new Date(now)],
  );
  const left = rows[0];
  if (!left) throw new Error(`There is no shop ${shopId}`);
  return left;
}
