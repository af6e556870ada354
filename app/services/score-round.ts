import { findDueShops } from "../db/shop-work.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { ClaimOrder } from "./claim-profiles.ts";
import type { Round, RoundOptions } from "./round.ts";
import { scorePastFaults } from "./score-past-faults.ts";
import { sideBySide, sizeOfTurn, type TurnSize } from "./side-by-side.ts";

/** Profiles in one transaction: enough to be set-based, few enough that no shop holds the others up. */
const BATCH = 500;
const SHOPS_AT_A_LOOK = 50;

/**
 * The shops that wait longest get one batch after the other, side by side. One that had a full batch due gets two at once, where
 * no other shop has as much to do: while one is computed, the other is read or written.
 */
export function scoreRound(
  options: RoundOptions & {
    /** Told of a profile that could not be scored, and does not hold up the others. */
    onPostponed?: (postponed: { shopId: number; profileId: number; reason: string }) => void;
  },
): Round {
  const { pool, clock } = options;
  const crowded = new Set<number>();
  const orderOf = alternate();
  const batch = async (shopId: number, order: ClaimOrder): Promise<number> => {
    const result = await scorePastFaults({ pool, shopId, now: clock(), limit: BATCH, order });
    switch (result.outcome) {
      case "scored":
        options.onWorked?.(result.profiles);
        return result.profiles;
      case "postponed":
        options.onPostponed?.({ shopId, profileId: result.profileId, reason: result.reason });
        return 1;
      default:
        return assertNever(result);
    }
  };
  const score = async (shopId: number): Promise<TurnSize> => {
    const wasCrowded = crowded.has(shopId);
    const isAlone = wasCrowded && crowded.size === 1;
    const orders: ClaimOrder[] = isAlone ? [orderOf(shopId), "range-first"] : [orderOf(shopId)];
    const done = await allDone(orders.map((order) => batch(shopId, order)));
    if (done >= BATCH) crowded.add(shopId);
    else crowded.delete(shopId);
    // While everybody is due, every other turn is of those who were just here, which may be few.
    return wasCrowded ? "whole" : sizeOfTurn(done, BATCH);
  };
  const find = (except: number[]): Promise<number[]> =>
    findDueShops(pool, { now: clock(), limit: SHOPS_AT_A_LOOK, except });
  return sideBySide({ ...options, find, work: score });
}

/** So many shops are remembered: one that is forgotten only begins anew. */
const MOST_REMEMBERED = 10_000;

/**
 * Of each shop one order and then the other. Neither keeps the other waiting: who was just here is scored while everybody is,
 * and everybody while people come and go.
 */
function alternate(): (shopId: number) => ClaimOrder {
  const begunByTime = new Set<number>();
  return (shopId) => {
    if (begunByTime.delete(shopId)) return "range-first";
    if (begunByTime.size === MOST_REMEMBERED) begunByTime.clear();
    begunByTime.add(shopId);
    return "own-time-first";
  };
}

/** The sum of several pieces of work, once all of them have ended, well or not. */
async function allDone(pieces: Promise<number>[]): Promise<number> {
  const ended = await Promise.allSettled(pieces);
  let done = 0;
  for (const piece of ended) {
    if (piece.status === "rejected") throw piece.reason;
    done += piece.value;
  }
  return done;
}
