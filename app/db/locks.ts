import type pg from "pg";
import type { Queryable } from "./transaction.ts";

/** What only one process may do for one shop at a time. The numbers are the first half of the lock's key. */
const WORK = {
  ingest: 1,
  tokens: 2,
  tags: 3,
  backfill: 4,
  settings: 5,
  reconcile: 6,
  history: 7,
  fit: 8,
  norms: 9,
  metafields: 10,
  flow: 11,
  klaviyo: 12,
  /** Shared by scoring; alone for what changes definitions, or who is in segments by them. */
  segments: 20,
  collections: 21,
  watchedTags: 22,
  sums: 23,
  /** The bringing into force of what a shop built. Taken before the lock on segments. */
  swap: 24,
  deletion: 30,
  insights: 31,
  /** Of people, in a shop with many raw events. */
  erasure: 32,
  /** Shared by whoever stores what it took for not erased; alone by who erases. */
  erased: 33,
} as const;

export type ShopWorkKind = keyof typeof WORK;

/** Takes the lock until the transaction ends, or says at once that somebody else has it. */
export async function tryLockShop(
  db: Queryable,
  work: ShopWorkKind,
  shopId: number,
): Promise<boolean> {
  const { rows } = await db.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1, $2) AS locked",
    [WORK[work], shopId],
  );
  return rows[0]?.locked === true;
}

/** Waits for the lock, which lasts until the transaction ends. */
export async function lockShop(db: Queryable, work: ShopWorkKind, shopId: number): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock($1, $2)", [WORK[work], shopId]);
}

/** Waits until nobody holds the lock alone; others may share it. It lasts until the transaction ends. */
export async function shareShopLock(
  db: Queryable,
  work: ShopWorkKind,
  shopId: number,
): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock_shared($1, $2)", [WORK[work], shopId]);
}

/** Waits for the lock on a shop that has no number yet, until the transaction ends. */
export async function lockDomain(db: Queryable, domain: string): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtext($1))", [domain]);
}

export type Locked<T> = { outcome: "done"; result: T } | { outcome: "busy" };

/**
 * Holds the lock on a connection of its own while `work` runs, for work that calls other systems
 * and must not keep a transaction open. The lock goes when the process dies.
 */
export async function withShopLock<T>(
  pool: pg.Pool,
  lock: { work: ShopWorkKind; shopId: number },
  work: () => Promise<T>,
): Promise<Locked<T>> {
  const client = await pool.connect();
  let isLocked = false;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "SELECT pg_try_advisory_lock($1, $2) AS locked",
      [WORK[lock.work], lock.shopId],
    );
    isLocked = rows[0]?.locked === true;
    if (!isLocked) return { outcome: "busy" };
    return { outcome: "done", result: await work() };
  } finally {
    // A connection that cannot unlock is dropped: the server unlocks when it goes.
    const unlocked = isLocked
      ? client.query("SELECT pg_advisory_unlock($1, $2)", [WORK[lock.work], lock.shopId])
      : Promise.resolve();
    await unlocked.then(
      () => client.release(),
      () => client.release(true),
    );
  }
}
