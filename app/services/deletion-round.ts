import { findShopsToDelete } from "../db/deletions.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { advanceDeletion } from "./advance-deletion.ts";
import { tellRound, type Round, type RoundOptions } from "./round.ts";
import { createShopTurns } from "./shop-turns.ts";

/** Some tens of milliseconds a statement: other shops' work goes on in between. */
const ROWS_PER_BATCH = 5000;
/** Until it is asked again whether Shopify is clean. */
const WAITING_PAUSE_MS = 1000;

/** Takes every deletion that a merchant ordered one step further. */
export function deletionRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const advance = async (shopId: number): Promise<number> => {
    const result = await advanceDeletion({ pool, shopId, now: clock(), limit: ROWS_PER_BATCH });
    switch (result.outcome) {
      case "erased":
      case "done":
        return 1;
      case "waiting":
        turns.pause(shopId, WAITING_PAUSE_MS);
        return 0;
      case "nothing-ordered":
      case "busy":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => tellRound(await turns.take(await findShopsToDelete(pool), advance));
}
