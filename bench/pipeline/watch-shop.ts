import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Shop } from "./traffic.ts";

const POLL_MS = 50;
/** Looking reads what is ingested and not cleared away yet: at every 50 ms it took a sixth of a core from what is measured. */
const SETTLED_POLL_MS = 100;
/** Who is not seen so long after the last batch is not seen. */
const GIVE_UP_MS = 60_000;
/** What was done before a batch is sent lies so far back at most. */
const BEFORE_MS = 15_000;

/** Waits until nothing of a shop waits to be taken in or to be scored. @returns seconds that it took */
export async function settle(pool: pg.Pool, shop: Shop): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await pool.query<{ isLeft: boolean }>(
      `SELECT EXISTS (SELECT FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL)
         OR EXISTS (SELECT FROM profile WHERE shop_id = $1 AND due_at <= $2)
         OR EXISTS (SELECT FROM due_range WHERE shop_id = $1) AS "isLeft"`,
      [shop.shopId, new Date(shop.clock())],
    );
    if (rows[0]?.isLeft !== true) return (performance.now() - startedAt) / 1000;
    await sleep(SETTLED_POLL_MS);
  }
}

/**
 * Looks, while batches are sent, when the customers who are watched were judged with them: scores, memberships and what
 * was seen last come to stand in one transaction.
 * @returns milliseconds from each acceptance
 */
export async function watchProbes(
  pool: pg.Pool,
  shop: Shop,
  send: (onProbe: (customerId: string) => void) => Promise<void>,
): Promise<number[]> {
  const since = new Date(shop.clock() - BEFORE_MS);
  const acceptedAt = new Map<string, number>();
  const lags: number[] = [];
  let endedAt = Infinity;
  const sending = send((customerId) => acceptedAt.set(customerId, performance.now())).finally(
    () => (endedAt = performance.now()),
  );
  while (endedAt === Infinity || acceptedAt.size > 0) {
    if (performance.now() - endedAt > GIVE_UP_MS)
      throw new Error(`${acceptedAt.size} customers were never judged`);
    const { rows } = await pool.query<{ customerId: string }>(
      `SELECT customer_id AS "customerId" FROM profile
       WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND last_seen_at >= $3`,
      [shop.shopId, [...acceptedAt.keys()], since],
    );
    for (const { customerId } of rows) {
      lags.push(performance.now() - (acceptedAt.get(customerId) ?? 0));
      acceptedAt.delete(customerId);
    }
    await sleep(POLL_MS);
  }
  await sending;
  return lags;
}
