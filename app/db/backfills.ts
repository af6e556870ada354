import type { BackfillResource } from "../pipeline/capture/topics.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** What is read from Shopify on install, in this order: people first, so that orders find them. */
const BACKFILL_RESOURCES: readonly BackfillResource[] = ["customers", "products", "orders"];

export interface BackfillRow {
  resource: BackfillResource;
  cursor: string | null;
  loaded: number;
  total: number | null;
  /** The bulk operation by which it is read, and how many lines of its result are stored; null: by pages. */
  bulkId: string | null;
  bulkLines: number;
  startedAt: number;
  finishedAt: number | null;
}

export async function startBackfill(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `INSERT INTO backfill (shop_id, resource, started_at) SELECT $1, unnest($2::text[]), $3
     ON CONFLICT (shop_id, resource) DO UPDATE SET cursor = NULL, loaded = 0, total = NULL, started_at = $3,
       finished_at = NULL, bulk_id = NULL, bulk_lines = 0`,
    [shopId, BACKFILL_RESOURCES, new Date(now)],
  );
}

export async function loadBackfill(db: Queryable, shopId: number): Promise<BackfillRow[]> {
  const { rows } = await db.query<BackfillRow>(
    `SELECT resource, cursor, loaded, total, bulk_id AS "bulkId", bulk_lines AS "bulkLines", started_at AS "startedAt", finished_at AS "finishedAt"
     FROM backfill WHERE shop_id = $1`,
    [shopId],
  );
  return BACKFILL_RESOURCES.flatMap(
    (resource) => rows.find((row) => row.resource === resource) ?? [],
  );
}

export async function saveBackfillTotal(
  db: Queryable,
  shopId: number,
  row: { resource: BackfillResource; total: number },
): Promise<void> {
  await db.query("UPDATE backfill SET total = $3 WHERE shop_id = $1 AND resource = $2", [
    shopId,
    row.resource,
    row.total,
  ]);
}

/** Notes a page that was read; in one transaction with the page's events, so that none is lost or skipped. */
export async function advanceBackfill(
  db: Queryable,
  shopId: number,
  page: {
    resource: BackfillResource;
    cursor: string | null;
    loaded: number;
    isLast: boolean;
    now: number;
  },
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE backfill SET cursor = COALESCE($3, cursor), loaded = loaded + $4,
       finished_at = CASE WHEN $5 THEN $6::timestamptz END
     WHERE shop_id = $1 AND resource = $2`,
    [shopId, page.resource, page.cursor, page.loaded, page.isLast, new Date(page.now)],
  );
  if (rowCount === 0) throw new ShopGoneError();
}

/** The shop was erased while its history was being read. Thrown, so that the page that was being stored is not. */
class ShopGoneError extends Error {
  constructor() {
    super("The history is not read any more: all of the shop was erased");
    this.name = "ShopGoneError";
  }
}

/** Notes the operation whose result is to be read from its first line on. */
export async function saveBulkOperation(
  db: Queryable,
  shopId: number,
  started: { resource: BackfillResource; bulkId: string },
): Promise<void> {
  await db.query(
    `UPDATE backfill SET bulk_id = $3, bulk_lines = 0, loaded = 0 WHERE shop_id = $1 AND resource = $2`,
    [shopId, started.resource, started.bulkId],
  );
}

/** Lets a resource be read by pages, from the first one on. */
export async function forgetBulkOperation(
  db: Queryable,
  shopId: number,
  resource: BackfillResource,
): Promise<void> {
  await db.query(
    `UPDATE backfill SET bulk_id = NULL, bulk_lines = 0, loaded = 0 WHERE shop_id = $1 AND resource = $2`,
    [shopId, resource],
  );
}

/** Notes how far a bulk result is stored; in one transaction with what was stored of it. */
export async function advanceBulk(
  db: Queryable,
  shopId: number,
  batch: {
    resource: BackfillResource;
    linesRead: number;
    loaded: number;
    isLast: boolean;
    now: number;
  },
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE backfill SET bulk_lines = GREATEST(bulk_lines, $3), loaded = loaded + $4,
       finished_at = CASE WHEN $5 THEN $6::timestamptz END
     WHERE shop_id = $1 AND resource = $2`,
    [shopId, batch.resource, batch.linesRead, batch.loaded, batch.isLast, new Date(batch.now)],
  );
  if (rowCount === 0) throw new ShopGoneError();
}

/** Whether all history was read and every event of it is in the roll-up. */
export async function isBackfillIngested(db: Queryable, shopId: number): Promise<boolean> {
  const { rows } = await db.query<{ done: boolean }>(
    `SELECT EXISTS (SELECT FROM backfill WHERE shop_id = $1)
       AND NOT EXISTS (SELECT FROM backfill WHERE shop_id = $1 AND finished_at IS NULL)
       AND NOT EXISTS (SELECT FROM raw_event
         WHERE shop_id = $1 AND ingested_at IS NULL AND source = 'backfill') AS done`,
    [shopId],
  );
  return rows[0]?.done === true;
}

/**
 * Installed shops whose history is not whole in the roll-up yet, the longest installed first: new ones, and
 * those whose history is read again because more of it is kept than before.
 */
export async function findShopsToBackfill(db: Queryable): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop WHERE status = 'installed' AND (ready_at IS NULL
       OR EXISTS (SELECT FROM backfill WHERE backfill.shop_id = shop.shop_id AND finished_at IS NULL))
     ORDER BY installed_at, shop_id`,
  );
  return rows.map((row) => row.shopId);
}
