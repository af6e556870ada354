import { setImmediate } from "node:timers/promises";

import type { Shop } from "../state/shop.ts";
import { applyHappening, noIds } from "./apply-happening.ts";
import type { HistoryIds } from "./apply-happening.ts";
import type { Happening } from "./history.ts";

const BATCH = 500;

export interface LoadHistoryInput {
  shop: Shop;
  /** In time order, from the beginning of the history. */
  happenings: readonly Happening[];
  onProgress?: (progress: { done: number; total: number }) => void;
}

/**
 * Puts happenings into a shop in silence, as its past: no webhook tells of them, and the clock stays.
 * Answers the ids that the shop gave, which the live part goes on from.
 */
export async function loadHistory(input: LoadHistoryInput): Promise<HistoryIds> {
  const { shop, happenings } = input;
  const ids = noIds();
  for (let start = 0; start < happenings.length; start += BATCH) {
    const batch = happenings.slice(start, start + BATCH);
    shop.batch(() => {
      for (const happening of batch) applyHappening({ shop, ids, happening, emit: false });
    });
    input.onProgress?.({ done: start + batch.length, total: happenings.length });
    // The dev store's server runs in this process and must go on answering.
    await setImmediate();
  }
  return ids;
}
