import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Shop } from "../../dev-store/state/shop.ts";

/** Adds as much at most to what is measured, and costs the machine a hundredth of it. */
const LOOK_EVERY_MS = 25;

export interface Arrivals {
  /** By customer, when what was waited for was first seen, by performance.now(). */
  members: ReadonlyMap<string, number>;
  tagged: ReadonlyMap<string, number>;
  /** Waits for the end of the look that is under way. */
  stop(): Promise<void>;
}

/** Looks all the time who has entered a segment, as the database tells, and who carries its tag in Shopify. */
export function watchArrivals(watched: {
  pool: pg.Pool;
  shop: Shop;
  shopId: number;
  segmentId: number;
  tag: string;
  customerIds: readonly string[];
}): Arrivals {
  const { pool, shop, shopId, segmentId, tag } = watched;
  const members = new Map<string, number>();
  const tagged = new Map<string, number>();
  const untagged = new Set(watched.customerIds);
  let isStopping = false;
  let last = 0;
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<{ changeId: number; customerId: string | null }>(
      `SELECT change_id AS "changeId", customer_id AS "customerId" FROM membership_change
       WHERE shop_id = $1 AND segment_id = $2 AND change_id > $3 AND entered`,
      [shopId, segmentId, last],
    );
    const now = performance.now();
    for (const { changeId, customerId } of rows) {
      last = Math.max(last, changeId);
      if (customerId !== null && !members.has(customerId)) members.set(customerId, now);
    }
    // Nobody gets the tag before the membership.
    for (const id of members.keys()) {
      if (!untagged.has(id) || !shop.customerTags(id).includes(tag)) continue;
      untagged.delete(id);
      tagged.set(id, performance.now());
    }
  };
  const watch = async (): Promise<void> => {
    while (!isStopping) {
      await look();
      await sleep(LOOK_EVERY_MS);
    }
  };
  const done = watch();
  return {
    members,
    tagged,
    stop: async () => {
      isStopping = true;
      await done;
    },
  };
}
