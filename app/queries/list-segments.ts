import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";

/** The shop's segments by handle and name, for choosing one. */
export async function listSegments(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<{ handle: string; name: string }[]> {
  const { rows } = await db.query<{ handle: string; name: string }>(
    "SELECT handle, name FROM segment WHERE shop_id = $1 ORDER BY segment_id",
    [shopId],
  );
  return rows;
}
