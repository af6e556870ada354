import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { LockSession } from "./lock-session.ts";
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

const SESSIONS = Symbol.for("kindling.lock-sessions");
const shared = globalThis as { [SESSIONS]?: WeakMap<pg.Pool, LockSession> };
/** One for each pool: the server's own modules and the bundled routes share it, as they share the pools. */
const sessions = (shared[SESSIONS] ??= new WeakMap());

function sessionOf(pool: pg.Pool): LockSession {
  const session = sessions.get(pool) ?? new LockSession(pool);
  sessions.set(pool, session);
  return session;
}

interface ShopLock {
  work: ShopWorkKind;
  shopId: number;
}

/**
 * Holds the lock while `work` runs, for work that calls other systems and must not keep a transaction open. It keeps no connection
 * from others: all such locks of a process are held on one.
 */
export async function withShopLock<T>(
  pool: pg.Pool,
  lock: ShopLock,
  work: () => Promise<T>,
): Promise<Locked<T>> {
  const giveBack = await sessionOf(pool).tryTake([WORK[lock.work], lock.shopId]);
  if (giveBack === null) return { outcome: "busy" };
  try {
    return { outcome: "done", result: await work() };
  } finally {
    await giveBack();
  }
}

/** How soon a lock that somebody has is asked for again, in ms. */
const TRY_AGAIN_MS = 50;

/**
 * The same, once whoever has the lock has given it back.
 * @throws Error when somebody still has it after so many tries
 */
export async function whenShopLocked<T>(
  pool: pg.Pool,
  lock: ShopLock,
  work: () => Promise<T>,
  mostTries = Infinity,
): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const locked = await withShopLock(pool, lock, work);
    if (locked.outcome === "done") return locked.result;
    await sleep(TRY_AGAIN_MS);
  }
  throw new Error(`Somebody holds the lock for ${lock.work} of shop ${lock.shopId} all the time`);
}
