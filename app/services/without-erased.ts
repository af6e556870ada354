import { findErased, rememberErased } from "../db/erased-digests.ts";
import { shareShopLock } from "../db/locks.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ToldRecord } from "../pipeline/shared/told-record.ts";

/**
 * Of what was told, all but what repeats the records of erased customers and orders. Who erased somebody does not want to
 * meet them again because a tag was taken off, an old order was archived, or a comparison with Shopify misses them. Until the
 * caller's transaction ends nobody is erased: who erases then sees what it stored. To be called before it locks any row.
 */
export async function withoutErased<T>(
  db: Queryable,
  shopId: number,
  { told, recordOf }: { told: readonly T[]; recordOf: (one: T) => ToldRecord | null },
): Promise<T[]> {
  const read = told.map((one) => ({ one, record: recordOf(one) }));
  const records = read.flatMap(({ record }) => record ?? []);
  if (records.length > 0) await shareShopLock(db, "erased", shopId);
  const erased = await findErased(db, shopId, records);
  await rememberOrders(db, shopId, [...erased]);
  return read.filter(({ record }) => record === null || !erased.has(record)).map(({ one }) => one);
}

/** An order is left out for its customer, too. Its refunds name it alone, and are known by it from now on. */
async function rememberOrders(
  db: Queryable,
  shopId: number,
  erased: readonly ToldRecord[],
): Promise<void> {
  const placed = erased.flatMap(({ kind, id, createdAt }) =>
    kind === "order" && createdAt !== null ? [{ id, createdAt }] : [],
  );
  if (placed.length === 0) return;
  const latest = Math.max(...placed.map(({ createdAt }) => createdAt));
  const orderIds = placed.map(({ id }) => id);
  await rememberErased(db, shopId, { customerIds: [], orderIds, now: latest });
}
