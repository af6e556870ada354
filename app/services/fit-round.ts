import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { findShopsToFit } from "../db/predictions.ts";
import { createLongTurns } from "./long-turns.ts";
import type { Round } from "./round.ts";

/** One core for fitting leaves the others to what people wait for. */
const SHOPS_AT_ONCE = 1;
/** Before a shop is looked at again that another worker fits. */
const PAUSE_MS = 5000;
/** Real time between two fits of a shop, whatever the clock says: in a replay it flies by days. */
const REST_MS = 60_000;

/** A worker that has just started has what people wait for to catch up with first. */
const FIRST_FIT_AFTER_MS = 3000;

/** Starts fits that are due and does not wait for their end. `fit` does the work in a process of its own. */
export function fitRound(options: {
  pool: pg.Pool;
  clock: () => number;
  fit: (shopId: number) => Promise<void>;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, clock, fit } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const resting = new Set<number>();
  const work = async (shopId: number): Promise<void> => {
    const locked = await withShopLock(pool, { work: "fit", shopId }, () => fit(shopId));
    if (locked.outcome === "busy") return turns.pause(shopId, PAUSE_MS);
    resting.add(shopId);
    setTimeout(() => resting.delete(shopId), REST_MS).unref();
  };
  let isEarly = true;
  setTimeout(() => (isEarly = false), FIRST_FIT_AFTER_MS).unref();
  return async () => {
    const limit = turns.free();
    if (isEarly || limit <= 0) return "idle";
    const due = { now: clock(), limit, except: [...turns.busy(), ...resting] };
    for (const shopId of await findShopsToFit(pool, due)) turns.begin(shopId, () => work(shopId));
    return "idle";
  };
}
