import { setTimeout as sleep } from "node:timers/promises";

import type { Clock } from "../clock/clock.ts";
import type { Shop } from "../state/shop.ts";
import { applyHappening } from "./apply-happening.ts";
import type { HistoryIds } from "./apply-happening.ts";
import type { Happening } from "./history.ts";

const DEFAULT_BATCH = 100;
const DEFAULT_MAX_PENDING = 400;
const POLL_MS = 20;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export interface PlayHistoryInput {
  clock: Clock;
  /** Webhooks of the dev store: `ready` and `taken` can go out now, `waiting` failed and come again. */
  webhooks: { counts(): { ready: number; taken: number; waiting: number } };
  shop: Shop;
  /** In time order; what `ids` were given for lies before them. */
  happenings: readonly Happening[];
  /** Of the part that was loaded before; the live part adds its own. */
  ids: HistoryIds;
  /** Happenings to one step of the clock. */
  batchSize?: number;
  /** The next batch waits until fewer webhooks than this are on their way. */
  maxPending?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { done: number; total: number; at: number }) => void;
}

/**
 * Lets the live part of a history happen: each happening with its own time and with the webhooks that
 * Shopify would send, the clock stepping to the last of each batch. The speed is what the app can
 * take: a batch waits until the webhooks of those before it have left. Ends when all has happened or
 * `signal` stops it; webhooks may then still be on their way. Answers how many happenings took place.
 */
export async function playHistory(input: PlayHistoryInput): Promise<number> {
  const { clock, shop, happenings, ids, signal } = input;
  const batchSize = input.batchSize ?? DEFAULT_BATCH;
  const pause = openFailurePause(input);
  let done = 0;
  while (done < happenings.length && !signal?.aborted) {
    const batch = happenings.slice(done, done + batchSize);
    const at = batch.at(-1)?.at ?? clock.now();
    // A second of real time is a second of the clock too, so it may be ahead of a dense history.
    if (at > clock.now()) clock.set(at);
    shop.batch(() => {
      for (const happening of batch) applyHappening({ shop, ids, happening, emit: true });
    });
    done += batch.length;
    input.onProgress?.({ done, total: happenings.length, at });
    await waitForRoom(input);
    await pause();
  }
  return done;
}

async function waitForRoom(input: PlayHistoryInput): Promise<void> {
  const maxPending = input.maxPending ?? DEFAULT_MAX_PENDING;
  for (;;) {
    const { ready, taken } = input.webhooks.counts();
    if (ready + taken < maxPending || input.signal?.aborted) return;
    await sleep(POLL_MS);
  }
}

/**
 * Webhooks that failed are sent again on the dev store's clock, which flies here: an app that is away
 * for ten seconds would use up all tries of four hours and lose them. So while more and more fail,
 * the history waits, longer each time.
 */
function openFailurePause({ webhooks, signal }: PlayHistoryInput): () => Promise<void> {
  const before = webhooks.counts().waiting;
  let pauseMs = FIRST_PAUSE_MS;
  return async () => {
    if (webhooks.counts().waiting <= before || signal?.aborted) {
      pauseMs = FIRST_PAUSE_MS;
      return;
    }
    await sleep(pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  };
}
