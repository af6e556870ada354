import { setTimeout as sleep } from "node:timers/promises";

import type { Clock } from "../clock/clock.ts";

const POLL_MS = 20;
const STEP_MS = 60_000;
const PAUSE_MS = 1_000;

export interface DrainWebhooksInput {
  clock: Clock;
  webhooks: { counts(): { ready: number; taken: number; waiting: number } };
  signal?: AbortSignal;
}

/**
 * Resolves when all webhooks are delivered or given up. Those that failed would come again in
 * minutes or hours of the clock: for them it is moved on, a minute for each second of real time. A
 * run without failures leaves the clock alone.
 */
export async function drainWebhooks({
  clock,
  webhooks,
  signal,
}: DrainWebhooksInput): Promise<void> {
  while (!signal?.aborted) {
    const { ready, taken, waiting } = webhooks.counts();
    if (ready + taken > 0) {
      await sleep(POLL_MS);
      continue;
    }
    if (waiting === 0) return;
    await sleep(PAUSE_MS);
    clock.set(clock.now() + STEP_MS);
  }
}
