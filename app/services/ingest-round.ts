import { findShopsWithPendingEvents } from "../db/raw-events.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { ingestPastFaults } from "./ingest-past-faults.ts";
import type { Round, RoundOptions } from "./round.ts";
import { sideBySide, sizeOfTurn, type TurnSize } from "./side-by-side.ts";

/** Raw events in one transaction: enough to be set-based, few enough that no shop holds the others up. */
const BATCH = 500;

/** Each shop with new events gets one batch after the other, side by side with others. */
export function ingestRound(
  options: RoundOptions & {
    /** Told of an event that could not be taken in, and does not hold up the others. */
    onLeftOut?: (left: { shopId: number; rawEventId: number; reason: string }) => void;
  },
): Round {
  const { pool, clock } = options;
  const ingest = async (shopId: number): Promise<TurnSize> => {
    const result = await ingestPastFaults({ pool, shopId, now: clock(), limit: BATCH });
    switch (result.outcome) {
      case "ingested":
        options.onWorked?.(result.events);
        return sizeOfTurn(result.events, BATCH);
      case "left-out":
        options.onLeftOut?.({ shopId, rawEventId: result.rawEventId, reason: result.reason });
        // Those behind it have waited for it.
        return "whole";
      case "nothing-pending":
      case "busy":
        return "little";
      default:
        return assertNever(result);
    }
  };
  const find = (): Promise<number[]> => findShopsWithPendingEvents(pool);
  return sideBySide({ ...options, find, work: ingest });
}
