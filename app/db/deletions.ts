import { SHOP_TABLES } from "./redaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

export type DeletionState = "cleaning" | "erasing" | "done" | "cancelled";

/** An order to delete everything of a shop, and what became of it. */
export interface DeletionRow {
  deletionId: number;
  askedAt: Instant;
  cleansFirst: boolean;
  state: DeletionState;
  /** Rows by table. */
  erased: Record<string, number>;
  endedAt: Instant | null;
  restartedAt: Instant | null;
}

const COLUMNS = `deletion_id AS "deletionId", asked_at AS "askedAt", cleans_first AS "cleansFirst", state, erased,
  ended_at AS "endedAt", restarted_at AS "restartedAt"`;

/** The newest order; null: there never was one. */
export async function findLatestDeletion(
  db: Queryable,
  shopId: number,
): Promise<DeletionRow | null> {
  const { rows } = await db.query<DeletionRow>(
    `SELECT ${COLUMNS} FROM deletion WHERE shop_id = $1 ORDER BY deletion_id DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function addDeletion(
  db: Queryable,
  shopId: number,
  { cleansFirst, now }: { cleansFirst: boolean; now: Instant },
): Promise<void> {
  await db.query(
    `INSERT INTO deletion (shop_id, deletion_id, asked_at, cleans_first, state)
     SELECT $1, COALESCE(max(deletion_id), 0) + 1, $2, $3, 'cleaning' FROM deletion WHERE shop_id = $1`,
    [shopId, new Date(now), cleansFirst],
  );
}

/** @returns whether the newest order was in a state that leads to the new one */
export async function moveDeletion(
  db: Queryable,
  shopId: number,
  { from, to, now }: { from: DeletionState; to: DeletionState; now: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE deletion SET state = $3, ended_at = CASE WHEN $3 IN ('done', 'cancelled') THEN $4::timestamptz END
     WHERE shop_id = $1 AND state = $2`,
    [shopId, from, to, new Date(now)],
  );
  return (rowCount ?? 0) > 0;
}

/** The merchant does not want to wait until Shopify is clean. */
export async function skipCleaning(db: Queryable, shopId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE deletion SET cleans_first = false WHERE shop_id = $1 AND state = 'cleaning'",
    [shopId],
  );
  return (rowCount ?? 0) > 0;
}

export async function noteErased(
  db: Queryable,
  shopId: number,
  { table, rows }: { table: string; rows: number },
): Promise<void> {
  await db.query(
    `UPDATE deletion SET erased = erased || jsonb_build_object($2::text, COALESCE((erased->>$2)::bigint, 0) + $3::bigint)
     WHERE shop_id = $1 AND state = 'erasing'`,
    [shopId, table, rows],
  );
}

export async function markRestarted(db: Queryable, shopId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE deletion SET restarted_at = $2 WHERE shop_id = $1 AND state = 'done' AND restarted_at IS NULL",
    [shopId, new Date(now)],
  );
  return (rowCount ?? 0) > 0;
}

/** The shops with an order that is not carried out. */
export async function findShopsToDelete(db: Queryable): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT DISTINCT shop_id AS "shopId" FROM deletion WHERE state IN ('cleaning', 'erasing') ORDER BY 1`,
  );
  return rows.map((row) => row.shopId);
}

/** What stays when a merchant has everything deleted: that there is a shop, and the receipts of this and what was before. */
export const KEPT_TABLES: readonly string[] = ["deletion", "privacy_request", "shop"];

/** What is erased, in its order. */
export const ERASED_TABLES = SHOP_TABLES.filter((table) => !KEPT_TABLES.includes(table));

/** Erases up to `limit` rows of a table. @returns how many there were */
export async function eraseSome(
  db: Queryable,
  shopId: number,
  { table, limit }: { table: (typeof ERASED_TABLES)[number]; limit: number },
): Promise<number> {
  // The shop once more: a place in one partition of raw events is one in each, and another shop may stand there.
  const { rowCount } = await db.query(
    `DELETE FROM ${table} WHERE shop_id = $1 AND ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE shop_id = $1 LIMIT $2))`,
    [shopId, limit],
  );
  return rowCount ?? 0;
}

/** Makes the shop's row one of a shop of which nothing is known. */
export async function resetShop(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    `UPDATE shop SET ready_at = NULL, scores_from = NULL, tag_prefix = DEFAULT, former_prefixes = DEFAULT,
       tag_mode = DEFAULT, tag_mode_at = NULL, tags_to_clean = NULL, pixel_token = NULL, web_pixel_id = NULL,
       match_addresses = DEFAULT, address_key = NULL, fit_due_at = NULL, ready_segments = DEFAULT
     WHERE shop_id = $1`,
    [shopId],
  );
}
