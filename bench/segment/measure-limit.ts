import type pg from "pg";
import { loadOrders } from "../../app/db/orders.ts";
import { loadRollUp } from "../../app/db/roll-up.ts";

const BATCH = 1000;

/**
 * Seconds in which this machine reads the facts of all profiles into the process and writes as many rows as there
 * were entries, without judging anything: what no way of recomputing is faster than.
 */
export async function measureLimit(
  pool: pg.Pool,
  work: { shopId: number; rows: number },
): Promise<number> {
  const { shopId, rows } = work;
  const { rows: profiles } = await pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 ORDER BY 1",
    [shopId],
  );
  await pool.query("CREATE TABLE written (LIKE segment_membership INCLUDING ALL)");
  const startedAt = performance.now();
  const perBatch = Math.ceil((rows * BATCH) / profiles.length);
  for (let from = 0; from < profiles.length; from += BATCH) {
    const ids = profiles.slice(from, from + BATCH).map(({ id }) => id);
    await loadRollUp(pool, shopId, ids);
    await loadOrders(pool, shopId, ids);
    const written = Array.from({ length: perBatch }, (_, index) => from * 1000 + index);
    await pool.query(
      `INSERT INTO written (shop_id, segment_id, profile_id, entered_at, reason)
       SELECT $1, 1, id, now(), 'A sentence of a usual length, 3 times in the last 7 days.'
       FROM unnest($2::bigint[]) AS id`,
      [shopId, written],
    );
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.query("DROP TABLE written");
  return seconds;
}
