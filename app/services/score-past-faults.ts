import { tellDataFault } from "../db/data-faults.ts";
import { shareShopLock } from "../db/locks.ts";
import { postponeProfile } from "../db/due-profiles.ts";
import { settleDue } from "../db/shop-work.ts";
import { inTransaction } from "../db/transaction.ts";
import { dayOf, dayStart, HOUR_MS } from "../pipeline/shared/time.ts";
import { claimProfilesInOrder } from "./claim-profiles.ts";
import { scoreClaimed } from "./score-claimed.ts";
import { scoreShop, type ScoreBatch, type ScoreOutcome } from "./score-shop.ts";

/** Often enough that a mended rule reaches the profile soon, seldom enough that it costs nothing. */
const PAUSE_MS = HOUR_MS;

export type PastFaultsScoreOutcome =
  | ScoreOutcome
  /** The profile that waited longest could not be scored: it keeps what it has, and is due again after an hour. */
  | { outcome: "postponed"; profileId: number; reason: string };

/**
 * Scores a batch as `scoreShop` does. Where a profile makes the whole of it fail, fewer are taken: half as many, until those
 * before the profile are scored, and then the profile by itself, which is put off. One profile must not keep a whole
 * shop from being scored.
 * @throws what is no fault of the profiles: a database that is away or busy, a table that is not there
 */
export async function scorePastFaults(batch: ScoreBatch): Promise<PastFaultsScoreOutcome> {
  if (batch.limit === 1) return scoreOrPostpone(batch);
  try {
    return await scoreShop(batch);
  } catch (error) {
    if (tellDataFault(error) === null) throw error;
    return scorePastFaults({ ...batch, limit: Math.ceil(batch.limit / 2) });
  }
}

/** In one transaction, so that the profile that is put off is the one that failed, whatever other workers claim. */
function scoreOrPostpone(batch: ScoreBatch): Promise<PastFaultsScoreOutcome> {
  const { pool, shopId, now, order } = batch;
  return inTransaction(pool, async (db) => {
    await shareShopLock(db, "segments", shopId);
    const claimed = await claimProfilesInOrder(db, shopId, { now, limit: 1, order });
    const [profile] = claimed.profiles;
    if (profile === undefined) return { outcome: "scored", profiles: 0 };
    await db.query("SAVEPOINT claimed");
    try {
      await scoreClaimed(db, shopId, { claimed, now });
      return { outcome: "scored", profiles: 1 };
    } catch (error) {
      const reason = tellDataFault(error);
      if (reason === null) throw error;
      await db.query("ROLLBACK TO SAVEPOINT claimed");
      const { profileId } = profile;
      await postponeProfile(db, shopId, { profileId, dueAt: now + PAUSE_MS });
      await settleDue(db, shopId, dayStart(dayOf(now) + 1));
      return { outcome: "postponed", profileId, reason };
    }
  });
}
