import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

export interface BenchmarkRow {
  /** The UTC day at whose first instant they hold. */
  day: number;
  isStale: boolean;
  /** The first day that something changes which arrived late; null: this row's day. */
  staleFrom: number | null;
  computedAt: number;
  values: unknown;
  /** The first midnight whose groups are to be told, and the number that rises whenever it is set back. */
  historyFrom: number;
  historyRevision: number;
}

const COLUMNS = `day, is_stale AS "isStale", stale_from AS "staleFrom", computed_at AS "computedAt", values,
  history_from AS "historyFrom", history_revision AS "historyRevision"`;

export async function findBenchmarks(db: Queryable, shopId: number): Promise<BenchmarkRow | null> {
  const { rows } = await db.query<BenchmarkRow>(
    `SELECT ${COLUMNS} FROM benchmark WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Makes the shop's row exist, so that there is something to lock before the first computation. */
export async function ensureBenchmarks(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `INSERT INTO benchmark (shop_id, day, is_stale, computed_at, values) VALUES ($1, 0, true, $2, 'null')
     ON CONFLICT DO NOTHING`,
    [shopId, new Date(now)],
  );
}

/**
 * Locks the row until the transaction ends. Whoever computes benchmarks takes it before reading
 * orders, whoever adds orders takes it before looking at the day: so an order is either read or
 * marks the row stale, never neither.
 */
export async function lockBenchmarks(db: Queryable, shopId: number): Promise<BenchmarkRow | null> {
  const { rows } = await db.query<BenchmarkRow>(
    `SELECT ${COLUMNS} FROM benchmark WHERE shop_id = $1 FOR UPDATE`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function saveBenchmarks(
  db: Queryable,
  shopId: number,
  row: { day: number; values: unknown; now: number },
): Promise<void> {
  await db.query(
    `UPDATE benchmark SET day = $2, is_stale = false, stale_from = NULL, computed_at = $3, values = $4
     WHERE shop_id = $1`,
    [shopId, row.day, new Date(row.now), JSON.stringify(row.values)],
  );
}

/**
 * Something that happened before the benchmarks' midnight arrived after they were computed.
 * @param fromDay the first midnight that it concerns
 */
export async function markBenchmarksStale(
  db: Queryable,
  shopId: number,
  fromDay: number,
): Promise<void> {
  await db.query(
    `UPDATE benchmark SET is_stale = true, stale_from = LEAST(stale_from, $2),
       history_from = LEAST(history_from, $2), history_revision = history_revision + 1
     WHERE shop_id = $1 AND day >= $2`,
    [shopId, fromDay],
  );
}

/**
 * Has the benchmarks computed once more, with those of past days that are missing: a shop that was away, or whose history is being read,
 * has scores kept of days of which nobody computed any.
 */
export async function markDaysMissing(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    `UPDATE benchmark SET is_stale = true FROM shop
     WHERE shop.shop_id = $1 AND benchmark.shop_id = shop.shop_id AND scores_from < day`,
    [shopId],
  );
}

/** Lets whoever tells the shop's history begin again: somebody in it was erased meanwhile. */
export async function overtakeHistory(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    "UPDATE benchmark SET history_revision = history_revision + 1 WHERE shop_id = $1",
    [shopId],
  );
}

/** Has the shop's history told from its beginning: somebody in it was left out while it was told. */
export async function restartHistory(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    `UPDATE benchmark SET history_from = 0, history_revision = history_revision + 1 WHERE shop_id = $1`,
    [shopId],
  );
}

/**
 * Notes that the groups up to the midnight of a day are told.
 * @returns false where something older arrived since `revision` was read: what was computed is out of date
 */
export async function closeHistory(
  db: Queryable,
  shopId: number,
  told: { day: number; toDay: number; revision: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE benchmark SET history_from = $3 + 1
     WHERE shop_id = $1 AND day = $2 AND history_revision = $4`,
    [shopId, told.day, told.toDay, told.revision],
  );
  return rowCount === 1;
}

/** Ready shops with midnights whose groups are to be told. */
export async function findShopsWithHistory(db: Queryable): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM benchmark JOIN shop USING (shop_id)
     WHERE day > 0 AND history_from <= day AND status = 'installed' AND ready_at IS NOT NULL ORDER BY shop_id`,
  );
  return rows.map((row) => row.shopId);
}
