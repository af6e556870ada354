import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { findShopsToReconcile } from "../db/reconciliations.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { createLongTurns } from "./long-turns.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import { reconcileShop } from "./reconcile-shop.ts";
import type { Round } from "./round.ts";

/** Each holds one connection for its lock. A comparison without news takes three requests. */
const SHOPS_AT_ONCE = 2;
/** Before a shop is looked at again that cannot be compared yet, or that another worker compares. */
const PAUSE_MS = 5000;
/** Real time between two comparisons of a shop, whatever the clock says: in a replay it flies by days. */
const REST_MS = 2000;

/**
 * Starts comparisons with Shopify and does not wait for their end. What is due is in the database: a
 * worker that starts after an outage begins with every shop whose time has passed.
 */
export function reconcileRound(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
  /** Told of each comparison that found something. */
  onRepair: (found: { shopId: number; compared: number; repaired: number }) => void;
}): Round {
  const { pool, clock, onRepair } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const resting = new Set<number>();
  const rest = (shopId: number): void => {
    resting.add(shopId);
    setTimeout(() => resting.delete(shopId), REST_MS).unref();
  };
  const compare = async (shopId: number): Promise<void> => {
    const locked = await withShopLock(pool, { work: "reconcile", shopId }, async () =>
      reconcileShop({ pool, shopId, admin: await openAdminOf(pool, shopId), clock, sleep }),
    );
    if (locked.outcome === "busy") return turns.pause(shopId, PAUSE_MS);
    rest(shopId);
    const { result } = locked;
    switch (result.outcome) {
      case "compared":
        if (result.repaired > 0) onRepair({ shopId, ...result });
        return;
      case "ingest-behind":
        return turns.pause(shopId, PAUSE_MS);
      case "nothing-due":
      case "shop-uninstalled":
        return;
      default:
        return assertNever(result);
    }
  };
  return async () => {
    const limit = turns.free();
    if (limit <= 0) return "idle";
    const due = { now: clock(), limit, except: [...turns.busy(), ...resting] };
    for (const shopId of await findShopsToReconcile(pool, due)) {
      turns.begin(shopId, () => compare(shopId));
    }
    return "idle";
  };
}
