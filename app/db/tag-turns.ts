import type { ToldBucket } from "../pipeline/shared/cost-bucket.ts";
import type { Queryable } from "./transaction.ts";

export interface TagTurn {
  /** null: Shopify has not said yet. */
  bucket: ToldBucket | null;
  /** Failures of the whole shop in a row. */
  attempts: number;
}

export async function loadTagTurn(db: Queryable, shopId: number): Promise<TagTurn> {
  const { rows } = await db.query<{
    available: number | null;
    maximum: number | null;
    restoredPerSecond: number | null;
    toldAt: number | null;
    attempts: number;
  }>(
    `SELECT bucket_available AS available, bucket_maximum AS maximum,
       restored_per_second AS "restoredPerSecond", told_at AS "toldAt", attempts
     FROM tag_turn WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (!row) return { bucket: null, attempts: 0 };
  const { available, maximum, restoredPerSecond, toldAt, attempts } = row;
  const isTold =
    available !== null && maximum !== null && restoredPerSecond !== null && toldAt !== null;
  return { bucket: isTold ? { available, maximum, restoredPerSecond, toldAt } : null, attempts };
}

/**
 * Ends a turn: when the next one may begin, and how full the bucket was left. Null: at once, and unknown. Where a merchant has visited
 * since the turn began it is at once as well: what it waited for may have been just that.
 */
export async function saveTagTurn(
  db: Queryable,
  shopId: number,
  turn: {
    turnAt: number | null;
    /** Of the shop when the turn began. */
    authorizedAt: number | null;
    bucket: ToldBucket | null;
    /** Of the whole shop; null: the turn went well. */
    failure: { kind: string; reason: string } | null;
    now: number;
  },
): Promise<void> {
  const { bucket, failure } = turn;
  await db.query(
    `INSERT INTO tag_turn (shop_id, turn_at, bucket_available, bucket_maximum, restored_per_second, told_at,
       attempts, failure, error, failing_since)
     VALUES ($1, CASE WHEN (SELECT authorized_at FROM shop WHERE shop_id = $1) IS NOT DISTINCT FROM $10::timestamptz
       THEN $2::timestamptz END, $3, $4, $5, $6, CASE WHEN $7::text IS NULL THEN 0 ELSE 1 END, $7, $8,
       CASE WHEN $7::text IS NOT NULL THEN $9::timestamptz END)
     ON CONFLICT (shop_id) DO UPDATE SET turn_at = excluded.turn_at,
       bucket_available = excluded.bucket_available, bucket_maximum = excluded.bucket_maximum,
       restored_per_second = excluded.restored_per_second, told_at = excluded.told_at,
       attempts = CASE WHEN excluded.failure IS NULL THEN 0 ELSE tag_turn.attempts + 1 END,
       failure = excluded.failure, error = excluded.error,
       failing_since = CASE WHEN excluded.failure IS NOT NULL
         THEN COALESCE(tag_turn.failing_since, excluded.failing_since) END`,
    [
      shopId,
      turn.turnAt === null ? null : new Date(turn.turnAt),
      bucket?.available ?? null,
      bucket?.maximum ?? null,
      bucket?.restoredPerSecond ?? null,
      bucket === null ? null : new Date(bucket.toldAt),
      failure?.kind ?? null,
      failure?.reason ?? null,
      new Date(turn.now),
      turn.authorizedAt === null ? null : new Date(turn.authorizedAt),
    ],
  );
}
