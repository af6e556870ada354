import type { Plan } from "../state/types.ts";

/** Bucket and refill a second, by plan. */
const LIMITS: Record<Plan, { maximum: number; restoreRate: number }> = {
  standard: { maximum: 2000, restoreRate: 100 },
  advanced: { maximum: 4000, restoreRate: 200 },
  plus: { maximum: 20_000, restoreRate: 1000 },
};

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** The leaky buckets of the app, one per shop, refilled on the dev store's clock. */
export interface Throttle {
  /** Whether the bucket holds `points` now. Takes nothing. */
  holds(shop: { domain: string; plan: Plan }, points: number): boolean;
  /** Takes what a query really cost. */
  take(shop: { domain: string; plan: Plan }, points: number): void;
  status(shop: { domain: string; plan: Plan }): ThrottleStatus;
}

export function createThrottle(now: () => number): Throttle {
  const buckets = new Map<string, { available: number; at: number }>();

  const refill = (shop: { domain: string; plan: Plan }) => {
    const { maximum, restoreRate } = LIMITS[shop.plan];
    const at = now();
    const bucket = buckets.get(shop.domain) ?? { available: maximum, at };
    // A clock that was set back gives nothing and takes nothing.
    const seconds = Math.max(0, at - bucket.at) / 1000;
    const filled = { available: Math.min(maximum, bucket.available + seconds * restoreRate), at };
    buckets.set(shop.domain, filled);
    return filled;
  };

  return {
    holds: (shop, points) => refill(shop).available >= points,
    take(shop, points) {
      const bucket = refill(shop);
      bucket.available = Math.max(0, bucket.available - points);
    },
    status(shop) {
      const { maximum, restoreRate } = LIMITS[shop.plan];
      return {
        maximumAvailable: maximum,
        currentlyAvailable: Math.floor(refill(shop).available),
        restoreRate,
      };
    },
  };
}
