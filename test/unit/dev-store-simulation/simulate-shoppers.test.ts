import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { ShopperAction } from "../../../dev-store/simulation/actions.ts";
import { makeShoppers } from "../../../dev-store/simulation/make-shoppers.ts";
import { PERSONAS } from "../../../dev-store/simulation/personas.ts";
import { seedHistory } from "../../../dev-store/simulation/seed-history.ts";
import { simulateShoppers } from "../../../dev-store/simulation/simulate-shoppers.ts";

const START = Date.UTC(2026, 10, 24);

function take(count: number, input: Partial<Parameters<typeof simulateShoppers>[0]> = {}) {
  const actions: ShopperAction[] = [];
  for (const action of simulateShoppers({ seed: 1, customers: 100, startAt: START, ...input })) {
    if (actions.push(action) === count) break;
  }
  return actions;
}

describe("simulated shoppers", () => {
  it("do the same for the same seed, and something else for another", () => {
    expect(take(500)).toEqual(take(500));
    expect(take(500, { seed: 2 })).not.toEqual(take(500));
  });

  it("keep their names and browsers in a run that begins later, and get new carts", () => {
    expect(makeShoppers({ seed: 1, customers: 5 })).toEqual(
      makeShoppers({ seed: 1, customers: 9 }).slice(0, 5),
    );
    const carts = (actions: ShopperAction[]) =>
      new Set(actions.flatMap((a) => (a.kind === "cart" ? [a.cartToken] : [])));
    const later = carts(take(2000, { startAt: START + 1 }));
    expect([...carts(take(2000))].filter((token) => later.has(token))).toEqual([]);
  });

  it("act in time order, never before the beginning", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 }), (seed) => {
        let last = START;
        for (const { at } of take(400, { seed })) {
          expect(at).toBeGreaterThanOrEqual(last);
          last = at;
        }
      }),
      { numRuns: 20 },
    );
  });

  it("fill a cart before a checkout, order from it, and give back what was ordered", () => {
    const carts = new Set<string>();
    const checkouts = new Set<string>();
    const orders = new Set<string>();
    const actions = take(40_000, { bustle: 5 });
    for (const action of actions) {
      if (action.kind === "cart") carts.add(action.cartToken);
      if (action.kind === "checkout") {
        expect(carts).toContain(action.cartToken);
        checkouts.add(action.checkoutToken);
      }
      if (action.kind === "order") {
        expect(checkouts).toContain(action.checkoutToken);
        expect(action.lines.length).toBeGreaterThan(0);
        orders.add(action.orderKey);
      }
      if (action.kind === "refund") expect(orders).toContain(action.orderKey);
    }
    expect(new Set(actions.map(({ kind }) => kind)).size).toBe(6);
    expect(checkouts.size).toBeGreaterThan(orders.size);
  });

  it("are of all personas, whose shares add up to one", () => {
    expect(PERSONAS.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    const names = makeShoppers({ seed: 1, customers: 400 }).map(({ persona }) => persona.name);
    expect(new Set(names).size).toBe(PERSONAS.length);
  });

  it("do nothing when there are none", () => {
    expect(take(1, { customers: 0 })).toEqual([]);
  });
});

describe("the simulated past", () => {
  it("lies in the twelve months before the demo, in time order, refunds after their orders", () => {
    const happenings = seedHistory({ seed: 3, customers: 200, endAt: START });
    const orders = new Map<string, number>();
    let last = START - 366 * 86_400_000;
    for (const happening of happenings) {
      expect(happening.at).toBeGreaterThanOrEqual(last);
      last = happening.at;
      if (happening.kind === "order") orders.set(happening.order.key, happening.order.totalMinor);
      if (happening.kind === "refund") {
        expect(happening.amountMinor).toBeLessThanOrEqual(orders.get(happening.orderKey) ?? -1);
      }
    }
    expect(last).toBeLessThanOrEqual(START);
    expect(orders.size).toBeGreaterThan(200);
  });

  it("has no orders of first-timers", () => {
    const firstTimers = makeShoppers({ seed: 3, customers: 200 })
      .filter(({ persona }) => persona.name === "first-timer")
      .map(({ email }) => email);
    const buyers = seedHistory({ seed: 3, customers: 200, endAt: START }).map(
      (happening) => happening.kind === "order" && happening.order.customerKey,
    );
    expect(firstTimers.length).toBeGreaterThan(5);
    expect(buyers.filter((key) => firstTimers.includes(String(key)))).toEqual([]);
  });
});
