import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

// How far the addresses of a shop's customers are read: a row of `reconciliation` while they are matched.

/** Lets a shop's addresses be read from the first customer on: none is known under its key. */
export async function startAddressPull(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `INSERT INTO reconciliation (shop_id, resource, compared_until, due_at) VALUES ($1, 'addresses', $2, $3)
     ON CONFLICT (shop_id, resource) DO UPDATE SET compared_until = $2, due_at = $3`,
    [shopId, new Date(0), new Date(now)],
  );
}

export async function endAddressPull(db: Queryable, shopId: number): Promise<void> {
  await db.query("DELETE FROM reconciliation WHERE shop_id = $1 AND resource = 'addresses'", [
    shopId,
  ]);
}

/** Shops whose addresses are to be read, the longest due first. */
export async function findShopsToPullAddresses(
  db: Queryable,
  due: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM reconciliation JOIN shop USING (shop_id)
     WHERE resource = 'addresses' AND due_at <= $1 AND status = 'installed' AND shop_id <> ALL($3::int[])
     ORDER BY due_at, shop_id LIMIT $2`,
    [new Date(due.now), due.limit, due.except],
  );
  return rows.map((row) => row.shopId);
}

/**
 * Takes a shop's due reading until an instant, at which another worker may take it: who is killed meanwhile
 * leaves it to them. It needs no connection of its own, as a lock would.
 * @returns every customer changed before it has been read; null: nothing is due
 */
export async function claimAddressPull(
  db: Queryable,
  shopId: number,
  claim: { now: number; until: number },
): Promise<number | null> {
  const { rows } = await db.query<{ comparedUntil: number }>(
    `UPDATE reconciliation SET due_at = $3 WHERE shop_id = $1 AND resource = 'addresses' AND due_at <= $2
     RETURNING compared_until AS "comparedUntil"`,
    [shopId, new Date(claim.now), new Date(claim.until)],
  );
  return rows[0]?.comparedUntil ?? null;
}

/**
 * Notes a page that was read, in one transaction with what is stored of it.
 * @returns whether the claim still stands: the merchant may have turned the matching off meanwhile, and on
 * again under another key, or another worker may have taken over
 */
export async function advanceAddressPull(
  db: Queryable,
  shopId: number,
  page: { claimedUntil: number; readUntil: number; read: number; dueAt: number; now: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE reconciliation SET compared_until = GREATEST(compared_until, $3), compared = compared + $4,
       due_at = $5, last_run_at = $6
     WHERE shop_id = $1 AND resource = 'addresses' AND due_at = $2`,
    [
      shopId,
      new Date(page.claimedUntil),
      new Date(page.readUntil),
      page.read,
      new Date(page.dueAt),
      new Date(page.now),
    ],
  );
  return rowCount === 1;
}
