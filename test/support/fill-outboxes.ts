import type pg from "pg";

/**
 * What became of everybody outside: fields that are written, what was told of them, and the latest of every tenth that waits, as
 * after a day without Flow.
 */
export async function fillOutboxes(
  owner: pg.Pool,
  { shopId, now }: { shopId: number; now: number },
): Promise<void> {
  await owner.query(
    `INSERT INTO announcement (shop_id, target, profile_id, customer_id, body, at, done_at, outcome)
     SELECT shop_id, target, profile_id, customer_id, '{}', $2, CASE WHEN day > 0 OR hashint8(profile_id) % 10 <> 0 THEN $2::timestamptz END,
       CASE WHEN day > 0 OR hashint8(profile_id) % 10 <> 0 THEN 'sent' END
     FROM generate_series(3, 0, -1) AS day, unnest('{flow,klaviyo}'::text[]) AS target, profile
     WHERE shop_id = $1 AND customer_id IS NOT NULL`,
    [shopId, new Date(now)],
  );
  await owner.query(
    `INSERT INTO metafield_state (shop_id, customer_id, desired, written)
     SELECT shop_id, customer_id, '{"intent": "40"}', '{"intent": "40"}' FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL`,
    [shopId],
  );
  await owner.query("VACUUM ANALYZE announcement, metafield_state");
}
