import { findShopsToPullAddresses } from "../db/address-pulls.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { createLongTurns } from "./long-turns.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import { pullAddresses } from "./pull-addresses.ts";
import type { Round, RoundOptions } from "./round.ts";
import type { SealKeys } from "./seal-secret.ts";

const SHOPS_AT_ONCE = 2;

/** Starts the reading of addresses where it is due, and does not wait for its end. */
export function addressRound(
  options: RoundOptions & {
    sealKeys: SealKeys;
    /** Told of a shop that matches addresses and whose key cannot be opened. */
    onNoKey: (shop: { shopId: number }) => void;
  },
): Round {
  const { pool, clock, sealKeys, onNoKey } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const pull = async (shopId: number): Promise<void> => {
    const admin = await openAdminOf(pool, shopId);
    const result = await pullAddresses({ pool, shopId, admin, sealKeys, clock, sleep });
    switch (result.outcome) {
      case "no-key":
        onNoKey({ shopId });
        return;
      case "read":
        options.onDone?.({ shopId, count: 1 });
        return;
      case "nothing-due":
      case "superseded":
        return;
      default:
        return assertNever(result);
    }
  };
  return async () => {
    const limit = turns.free();
    if (limit <= 0) return "idle";
    const due = { now: clock(), limit, except: turns.busy() };
    for (const shopId of await findShopsToPullAddresses(pool, due)) {
      turns.begin(shopId, () => pull(shopId));
    }
    return "idle";
  };
}
