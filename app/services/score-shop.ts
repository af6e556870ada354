import type pg from "pg";
import { shareShopLock } from "../db/locks.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { claimProfilesInOrder, type ClaimOrder } from "./claim-profiles.ts";
import { ensureReadySegments } from "./give-ready-segments.ts";
import { ensureScoringModel } from "./load-scoring-model.ts";
import { refreshBenchmarks } from "./refresh-benchmarks.ts";
import { scoreClaimed } from "./score-claimed.ts";

export interface ScoreBatch {
  pool: pg.Pool;
  shopId: number;
  now: number;
  /** At most so many profiles. */
  limit: number;
  order?: ClaimOrder;
}

export type ScoreOutcome = { outcome: "scored"; profiles: number };

/** Scores the profiles of a shop that are due, with all that follows from it, in one transaction. */
export async function scoreShop(batch: ScoreBatch): Promise<ScoreOutcome> {
  const { pool, shopId, now, limit, order } = batch;
  const { readyAt } = await getShop(pool, shopId);
  await ensureScoringModel({ pool, shopId, now });
  await ensureReadySegments({ pool, shopId, now });
  await refreshBenchmarks({ pool, shopId, isReady: readyAt !== null, now });
  return inTransaction(pool, async (db) => {
    // Nobody's definition comes into force while profiles are judged by the one before.
    await shareShopLock(db, "segments", shopId);
    const claimed = await claimProfilesInOrder(db, shopId, { now, limit, order });
    await scoreClaimed(db, shopId, { claimed, now });
    return { outcome: "scored", profiles: claimed.profiles.length };
  });
}
