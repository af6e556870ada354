import { describe, expect, it } from "vitest";

import { createThrottle } from "../../../../dev-store/admin-api/throttle.ts";

const shop = { domain: "a.myshopify.com", plan: "standard" } as const;

describe("the bucket of points", () => {
  it("starts full and refills 100 points a second of the clock on the standard plan", () => {
    let now = 1_000_000;
    const throttle = createThrottle(() => now);
    expect(throttle.status(shop)).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 2000,
      restoreRate: 100,
    });
    throttle.take(shop, 2000);
    expect(throttle.holds(shop, 1)).toBe(false);
    now += 1500;
    expect(throttle.status(shop).currentlyAvailable).toBe(150);
    expect(throttle.holds(shop, 150)).toBe(true);
    expect(throttle.holds(shop, 151)).toBe(false);
    now += 3600_000;
    expect(throttle.status(shop).currentlyAvailable).toBe(2000);
  });

  it("gives nothing and takes nothing when the clock is set back", () => {
    let now = 1_000_000;
    const throttle = createThrottle(() => now);
    throttle.take(shop, 500);
    now -= 60_000;
    expect(throttle.status(shop).currentlyAvailable).toBe(1500);
    now += 1000;
    expect(throttle.status(shop).currentlyAvailable).toBe(1600);
  });

  it("is larger on larger plans, and each shop has its own", () => {
    const throttle = createThrottle(() => 0);
    throttle.take(shop, 2000);
    const plus = { domain: "b.myshopify.com", plan: "plus" } as const;
    expect(throttle.status(plus)).toEqual({
      maximumAvailable: 20_000,
      currentlyAvailable: 20_000,
      restoreRate: 1000,
    });
  });
});
