import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  learnAmounts,
  predictAmounts,
} from "../../../../../app/pipeline/predict/amounts/learn-amounts.ts";
import { takePeriod } from "../../../../../app/pipeline/predict/backtest/periods.ts";
import type { CustomerHistory } from "../../../../../app/pipeline/predict/features/customer-history.ts";
import { takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { TRIVIAL_MODELS } from "../../../../../app/pipeline/predict/purchase/fitted-model.ts";
import { learnPurchases } from "../../../../../app/pipeline/predict/purchase/learn-purchases.ts";
import { predictAll } from "../../../../../app/pipeline/predict/purchase/predict-all.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 300 * DAY_MS;
const horizonMs = 60 * DAY_MS;
const stopwatch = (): number => 0;
const learn = (histories: readonly CustomerHistory[]) =>
  learnPurchases({ histories, asOf, horizonMs, stopwatch });

describe("what is learned about who buys", () => {
  const shop = simulateBuyers({ customers: 500, seed: 1, startsAt, days: 400 });
  const learned = learn(shop);

  it("is plain data, the same after a round trip through JSON", () => {
    expect(JSON.parse(JSON.stringify(learned))).toEqual(learned);
  });

  it("does not change by anything that happens later", () => {
    const until = shop.flatMap((customer) => {
      const orders = customer.orders.filter(({ placedAt }) => placedAt < asOf);
      return orders.length === 0 ? [] : [{ ...customer, orders }];
    });
    expect(learn(until)).toEqual(learned);
  });

  it("does not depend on the order of the customers", () => {
    const backwards = learn([...shop].reverse());
    expect(backwards.champion).toBe(learned.champion);
    const snapshot = takeSnapshot(shop, asOf);
    const said = predictAll(learned, snapshot).get(learned.champion);
    const saidBackwards = predictAll(backwards, snapshot).get(learned.champion);
    said?.forEach((p, row) => expect(saidBackwards?.[row]).toBeCloseTo(p, 3));
  });

  it("judges every model at every trial, the trivial ones among them", () => {
    const cuts = new Set(learned.trials.map(({ cut }) => cut));
    expect(cuts.size).toBe(2);
    for (const cut of cuts) {
      const names = learned.trials.filter((trial) => trial.cut === cut).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...TRIVIAL_MODELS, "blend"]));
    }
  });

  it("serves what tells buyers from others on time that was not looked at", () => {
    const { snapshot, outcomes } = takePeriod(shop, asOf, horizonMs);
    const served = predictAll(learned, snapshot).get(learned.champion) ?? new Float64Array();
    expect(auc(served, outcomes.bought)).toBeGreaterThan(0.7);
    const expected = served.reduce((sum, p) => sum + p, 0);
    const came = outcomes.bought.reduce((sum, one) => sum + one, 0);
    expect(expected / came).toBeGreaterThan(0.8);
    expect(expected / came).toBeLessThan(1.25);
  });

  it("says of one customer alone what it says of them among all", () => {
    const all = takeSnapshot(shop, asOf);
    const learnedAmounts = learnAmounts({ histories: shop, learned });
    expect(JSON.parse(JSON.stringify(learnedAmounts))).toEqual(learnedAmounts);
    const amounts = predictAmounts(learnedAmounts, all);
    const served = predictAll(learned, all).get(learned.champion);
    for (const row of [0, 17, 299]) {
      const customer = all.customers[row];
      if (customer === undefined) throw new Error("There is no such row");
      const alone = takeSnapshot([customer], asOf);
      expect(predictAll(learned, alone).get(learned.champion)?.[0]).toBeCloseTo(
        served?.[row] ?? -1,
        12,
      );
      const own = predictAmounts(learnedAmounts, alone);
      expect(own.purchases[0]).toBeCloseTo(amounts.purchases[row] ?? -1, 9);
      expect(own.revenueMinor[0]).toBeCloseTo(amounts.revenueMinor[row] ?? -1, 3);
    }
  });
});

describe("what is learned from next to nothing", () => {
  it("is always a probability, and an amount that is finite", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 25 }),
        fc.nat(1000),
        fc.constantFrom(0, 1, 40, 299),
        fc.constantFrom(1, 30, 273),
        (customers, seed, youngerBy, horizonDays) => {
          const histories = simulateBuyers({
            customers,
            seed,
            startsAt: startsAt + youngerBy * DAY_MS,
            days: 300 - youngerBy,
          });
          const few = learnPurchases({
            histories,
            asOf,
            horizonMs: horizonDays * DAY_MS,
            stopwatch,
          });
          const snapshot = takeSnapshot(histories, asOf);
          for (const [name, said] of predictAll(few, snapshot)) {
            expect(
              said.every((p) => p >= 0 && p <= 1),
              name,
            ).toBe(true);
          }
          const { purchases, revenueMinor } = predictAmounts(
            learnAmounts({ histories, learned: few }),
            snapshot,
          );
          for (const amounts of [purchases, revenueMinor])
            expect(amounts.every((amount) => Number.isFinite(amount) && amount >= 0)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });
});
