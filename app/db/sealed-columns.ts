import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** Where secrets of shops are kept sealed: a row a shop. Those of Shopify are in session-tokens.ts. */
export const SEALED_COLUMNS = {
  klaviyoSecret: { table: "klaviyo_connection", column: "secret" },
  klaviyoKey: { table: "klaviyo_key", column: "sealed_key" },
  addressKey: { table: "shop", column: "address_key" },
} as const;

export type SealedColumn = keyof typeof SEALED_COLUMNS;

export interface SealedRow {
  shopId: number;
  sealed: string;
}

/** The next shops' sealed secrets of one kind, by their numbers. */
export async function readSealed(
  db: Queryable,
  name: SealedColumn,
  { after, limit }: { after: number; limit: number },
): Promise<SealedRow[]> {
  const { table, column } = SEALED_COLUMNS[name];
  const { rows } = await acrossShops(db).query<SealedRow>(
    `SELECT shop_id AS "shopId", ${column} AS sealed FROM ${table}
     WHERE shop_id > $1 AND ${column} IS NOT NULL ORDER BY shop_id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

/** Puts one sealing in the place of another; a secret that was set meanwhile stays. */
export async function replaceSealed(
  db: Queryable,
  name: SealedColumn,
  { shopId, from, to }: { shopId: number; from: string; to: string },
): Promise<boolean> {
  const { table, column } = SEALED_COLUMNS[name];
  const { rowCount } = await acrossShops(db).query(
    `UPDATE ${table} SET ${column} = $3 WHERE shop_id = $1 AND ${column} = $2`,
    [shopId, from, to],
  );
  return rowCount === 1;
}
