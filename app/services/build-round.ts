import { findShopsToBuild } from "../db/segment-builds.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { buildSegments } from "./build-segments.ts";
import { tellRound, type Round, type RoundOptions } from "./round.ts";
import { createShopTurns } from "./shop-turns.ts";

/** Profiles in one transaction: scoring of the shop waits for it, so it must not take a second. */
export const BUILD_BATCH = 1000;
/** Until a shop without benchmarks is looked at again: its first scoring computes them. */
const NO_BENCHMARKS_PAUSE_MS = 5000;

/** Each shop with something to build gets one batch a round: a large shop does not keep the others waiting. */
export function buildRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const build = async (shopId: number): Promise<number> => {
    const result = await buildSegments({ pool, shopId, now: clock(), limit: BUILD_BATCH });
    switch (result.outcome) {
      case "judged":
        return result.profiles;
      case "in-force":
        return 1;
      case "nothing-to-build":
      case "busy":
        return 0;
      case "no-benchmarks":
        turns.pause(shopId, NO_BENCHMARKS_PAUSE_MS);
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => {
    const shops = await findShopsToBuild(pool, turns.pausing());
    return tellRound(await turns.take(shops, build));
  };
}
