import type { Queryable } from "./transaction.ts";

export interface BenchmarkRow {
  /** The UTC day at whose first instant they hold. */
  day: number;
  isStale: boolean;
  computedAt: number;
  values: unknown;
}

const COLUMNS = `day, is_stale AS "isStale", computed_at AS "computedAt", values`;

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
    "UPDATE benchmark SET day = $2, is_stale = false, computed_at = $3, values = $4 WHERE shop_id = $1",
    [shopId, row.day, new Date(row.now), JSON.stringify(row.values)],
  );
}

/** Something that happened before the benchmarks' midnight arrived after they were computed. */
export async function markBenchmarksStale(db: Queryable, shopId: number): Promise<void> {
  await db.query("UPDATE benchmark SET is_stale = true WHERE shop_id = $1", [shopId]);
}
