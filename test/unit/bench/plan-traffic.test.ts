import { expect, test } from "vitest";
import {
  DECIDING_VIEWS,
  LEAD_BATCHES,
  planTraffic,
  type PlannedBatch,
} from "../../../bench/live/plan-traffic.ts";

const ids = (count: number, from: number): string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));
const INPUT = { seed: 1, seconds: 20, customerIds: ids(200, 1), productIds: ids(20, 1000) };

const views = (batches: PlannedBatch[], customerId: string): (string | null)[] =>
  batches
    .filter((batch) => batch.customerId === customerId)
    .flatMap((batch) => batch.events)
    .filter(({ kind }) => kind === "product_viewed")
    .map(({ productId }) => productId);

test("three customers a second meet the condition, each by the batch that says so", () => {
  const batches = planTraffic(INPUT);
  expect(batches).toHaveLength(LEAD_BATCHES + 2000);
  const deciding = [...batches.entries()].filter(([, batch]) => batch.isDeciding);
  expect(deciding).toHaveLength(60);
  expect(deciding[0]?.[0]).toBeGreaterThanOrEqual(LEAD_BATCHES);
  for (const [index, { customerId }] of deciding) {
    const before = views(batches.slice(0, index), customerId ?? "");
    const all = views(batches, customerId ?? "");
    expect(before).toHaveLength(DECIDING_VIEWS - 1);
    expect(new Set(all).size).toBe(DECIDING_VIEWS);
    expect(all).toHaveLength(DECIDING_VIEWS);
  }
});

test("nobody else who is logged in looks at a product, and every browser is one person's", () => {
  const batches = planTraffic(INPUT);
  const crossed = new Set(batches.filter((one) => one.isDeciding).map((one) => one.customerId));
  const people = new Map<string, Set<string | null>>();
  for (const { clientId, customerId, events } of batches) {
    people.set(clientId, (people.get(clientId) ?? new Set()).add(customerId));
    expect(events).toHaveLength(2);
    if (customerId !== null && !crossed.has(customerId))
      expect(events.map(({ kind }) => kind)).not.toContain("product_viewed");
  }
  expect([...people.values()].every((known) => known.size === 1)).toBe(true);
});

test("the same seed draws the same, and too few customers are refused", () => {
  expect(planTraffic(INPUT)).toEqual(planTraffic(INPUT));
  expect(planTraffic({ ...INPUT, seed: 2 })).not.toEqual(planTraffic(INPUT));
  expect(() => planTraffic({ ...INPUT, customerIds: ids(60, 1) })).toThrow("more than 60");
});
