import type pg from "pg";
import { lapseDataRequests } from "../db/privacy-requests.ts";
import {
  deleteOlder,
  edgeOf,
  loadRetention,
  saveRetention,
  visitorsEdge,
  type Tidied,
} from "../db/retentions.ts";
import { getShop } from "../db/shop.ts";
import { DAY_MS, HOUR_MS } from "../pipeline/shared/time.ts";
import { removeGoneVisitors } from "./remove-gone-visitors.ts";

const TIDIED: readonly Tidied[] = [
  "tag_write",
  "activity",
  "intake_minute",
  "announcement",
  "delivery_key",
];
/**
 * Not while the history is being read, however long that takes: what of it was stored is known by its keys when a page is read
 * again, and what the prices of products were is read from its raw events.
 */
const TIDIED_WHEN_READY: readonly Tidied[] = ["raw_event", "history_key"];

export type ApplyRetentionOutcome =
  /** There may be more: it is to be called again. */
  | { outcome: "deleted"; rows: number }
  /** Nothing is too old; looked at again a day later. */
  | { outcome: "nothing-left" };

/**
 * Deletes rows that are older than the shop keeps them, at most `limit` of one table. Each call is one short statement, so that
 * nobody waits for it, and a worker that dies in between has lost nothing.
 */
export async function applyRetention(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}): Promise<ApplyRetentionOutcome> {
  const { pool, shopId, now, limit } = options;
  const setting = await loadRetention(pool, shopId);
  await lapseDataRequests(pool, shopId, now);
  const isReady = (await getShop(pool, shopId)).readyAt !== null;
  for (const what of isReady ? [...TIDIED, ...TIDIED_WHEN_READY] : TIDIED) {
    const before = edgeOf(what, setting, now);
    if (before === null) continue;
    const rows = await deleteOlder(pool, shopId, { what, before, limit });
    if (rows > 0) return { outcome: "deleted", rows };
  }
  const seenBefore = isReady ? visitorsEdge(setting, now) : null;
  const gone = seenBefore === null ? null : await removeGoneVisitors({ pool, shopId, seenBefore });
  if (gone?.outcome === "removed" && gone.visitors > 0)
    return { outcome: "deleted", rows: gone.visitors };
  const nextMs = gone?.outcome === "busy" ? HOUR_MS : DAY_MS;
  await saveRetention(pool, shopId, { ...setting, dueAt: now + nextMs });
  return { outcome: "nothing-left" };
}
