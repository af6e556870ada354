import { describe, expect, test } from "vitest";
import { pauseBeforeRetry } from "../../../extensions/storefront-source/retry.ts";

describe("another try", () => {
  test.each([200, 204, 301, 400, 401, 403, 404, 413, 422])("none after a %d", (status) => {
    expect(pauseBeforeRetry(status, "5", 0, 0.5)).toBe(0);
  });

  test.each([undefined, 429, 500, 502, 503, 504])("one after %s", (status) => {
    expect(pauseBeforeRetry(status, null, 0, 0)).toBe(2_000);
  });

  test("comes later with every failure, at most after five minutes, and not from all at once", () => {
    const pauses = (chance: number) =>
      [0, 1, 2, 7, 8, 1_000].map((tries) => pauseBeforeRetry(503, null, tries, chance));
    expect(pauses(0)).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
    expect(pauses(1)).toEqual([1_000, 2_000, 4_000, 128_000, 150_000, 150_000]);
  });

  test("waits as long as the server asks, where it says so in seconds", () => {
    expect(pauseBeforeRetry(429, "120", 0, 0.5)).toBe(120_000);
    expect(pauseBeforeRetry(429, "Wed, 25 Nov 2026 10:00:00 GMT", 0, 0)).toBe(2_000);
    expect(pauseBeforeRetry(429, "0", 1, 0)).toBe(4_000);
  });
});
