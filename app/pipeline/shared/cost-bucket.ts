import type { Instant } from "./time.ts";

/**
 * The points that the app may spend in a shop: each request takes some, and they come back at a steady rate. All
 * work on the shop draws on the same ones.
 */
export interface CostBucket {
  available: number;
  maximum: number;
  restoredPerSecond: number;
}

/** What Shopify said of a bucket, and when. */
export interface ToldBucket extends CostBucket {
  toldAt: Instant;
}

/** What background work leaves to everybody else: pages that a merchant waits for, and the app's other work. */
const KEPT_SHARE = 0.5;

/**
 * How many points background work may spend now so that half of the bucket stays: what was told, and what
 * came back since, above the half.
 * @returns at least 0; a clock that was set back brings nothing back
 */
export function spendablePoints(bucket: ToldBucket, now: Instant): number {
  const restored = (Math.max(0, now - bucket.toldAt) / 1000) * bucket.restoredPerSecond;
  const available = Math.min(bucket.maximum, bucket.available + restored);
  return Math.max(0, available - bucket.maximum * KEPT_SHARE);
}

/**
 * How long until so many points may be spent, in whole ms. What would never fit above the half is
 * waited for as if it were all that fits there.
 */
export function msUntilSpendable(
  bucket: ToldBucket,
  { points, now }: { points: number; now: Instant },
): number {
  const most = bucket.maximum * (1 - KEPT_SHARE);
  const restored = (Math.max(0, now - bucket.toldAt) / 1000) * bucket.restoredPerSecond;
  const missing =
    Math.min(points, most) + bucket.maximum * KEPT_SHARE - bucket.available - restored;
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.restoredPerSecond) * 1000);
}
