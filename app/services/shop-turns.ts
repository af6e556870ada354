import { workFor } from "../db/shop-scope.ts";

/** Longest time for which a shop whose work fails is left alone. */
const MAX_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 1000;

export interface ShopTurns {
  /** Shops that are left alone for now. */
  pausing(): number[];
  /** Leaves a shop alone for a while. */
  pause(shopId: number, ms: number): void;
  /** Reports that a shop's work failed, and leaves it alone for as long as the work says. */
  fail(shopId: number, failure: { reason: string; pauseMs: number }): void;
  /** Does a piece of work for each shop in turn, those that pause left out. Gives the sum of what the pieces return. */
  take(shopIds: number[], work: (shopId: number) => Promise<number>): Promise<number>;
}

/**
 * Gives shops their turns so that none stands in another's way: one whose work throws is reported and
 * left alone, longer each time, while the others go on. In its turn a shop's work sees its own rows alone.
 */
export function createShopTurns(options: {
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): ShopTurns {
  const pauses = new Map<number, { until: number; ms: number }>();
  const failures = new Map<number, number>();
  const isPausing = (shopId: number): boolean => {
    const pause = pauses.get(shopId);
    if (pause === undefined) return false;
    const left = pause.until - options.clock();
    // A clock that was ahead and was set right would make a second's pause last for hours.
    return left > 0 && left <= pause.ms;
  };
  const pause = (shopId: number, ms: number): void => {
    pauses.set(shopId, { until: options.clock() + ms, ms });
  };
  const fail: ShopTurns["fail"] = (shopId, { reason, pauseMs }) => {
    pause(shopId, pauseMs);
    options.onFailure({ shopId, reason, pauseMs });
  };
  return {
    pausing: () => [...pauses.keys()].filter(isPausing),
    pause,
    fail,
    async take(shopIds, work) {
      let done = 0;
      for (const shopId of shopIds) {
        if (isPausing(shopId)) continue;
        pauses.delete(shopId);
        try {
          done += await workFor(shopId, () => work(shopId));
          failures.delete(shopId);
        } catch (error) {
          const count = (failures.get(shopId) ?? 0) + 1;
          failures.set(shopId, count);
          const pauseMs = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(count - 1, 10));
          fail(shopId, { reason: error instanceof Error ? error.message : String(error), pauseMs });
        }
      }
      return done;
    },
  };
}
