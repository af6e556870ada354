import { msUntilSpendable, type CostBucket } from "../pipeline/shared/cost-bucket.ts";
import { AdminApiError } from "../shopify/admin-api.ts";

/** Longest time for which one request waits: who always drains the bucket must not stop it for good. */
const MAX_WAIT_MS = 30_000;

/**
 * Asks Shopify so that half of the shop's cost bucket stays for everybody else: before each request it
 * waits until half is there, as far as the answer before told. When Shopify throttles all the same, it
 * waits as long as Shopify asks for; every other failure goes to the caller.
 */
export function keepHalfTheBucket(
  sleep: (ms: number) => Promise<void>,
): <T>(ask: (onBucket: (bucket: CostBucket) => void) => Promise<T>) => Promise<T> {
  let waitMs = 0;
  const note = (bucket: CostBucket): void => {
    waitMs = untilHalfFull(bucket);
  };
  return async (ask) => {
    for (;;) {
      if (waitMs > 0) await sleep(Math.min(waitMs, MAX_WAIT_MS));
      waitMs = 0;
      try {
        return await ask(note);
      } catch (error) {
        if (!(error instanceof AdminApiError) || error.failure.kind !== "throttled") throw error;
        ({ waitMs } = error.failure);
      }
    }
  };
}

/** Milliseconds after which half of the bucket is there; 0: it is. */
export function untilHalfFull(bucket: CostBucket): number {
  // The wait begins with the telling: its instant may be any.
  return msUntilSpendable({ ...bucket, toldAt: 0 }, { points: 0, now: 0 });
}
