import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";

export interface FoundProduct {
  id: string;
  title: string;
}

const MOST = 40;

/** Products whose title holds the text, by title. An empty text finds the first ones. */
export async function findProducts(
  { shopId, search }: { shopId: number; search: string },
  db: Queryable = getPool(),
): Promise<FoundProduct[]> {
  const { rows } = await db.query<FoundProduct>(
    `SELECT product_id AS id, title FROM product
     WHERE shop_id = $1 AND deleted_at IS NULL AND ($2 = '' OR strpos(lower(title), lower($2)) > 0)
     ORDER BY lower(title), product_id LIMIT $3`,
    [shopId, search.trim(), MOST],
  );
  return rows;
}
