import fc from "fast-check";
import { expect, test } from "vitest";
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
import { predictServed, serveLearned } from "../../../../../app/pipeline/predict/purchase/serve.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { predictAll } from "../../../../../scripts/evaluate/predict-all.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 300 * DAY_MS;
const horizonMs = 60 * DAY_MS;
const stopwatch = (): number => 0;
const learn = (histories: readonly CustomerHistory[]) =>
  learnPurchases({ histories, asOf, horizonMs, stopwatch });

const shop = simulateBuyers({ customers: 300, seed: 1, startsAt, days: 400 });
const learned = learn(shop);
const few = shop.slice(0, 40);

test("What is learned about who buys is plain data.", () => {
  expect(JSON.parse(JSON.stringify(learned))).toEqual(learned);
});

test("What is learned does not change by anything that happens later.", () => {
  const until = shop.flatMap((customer) => {
    const orders = customer.orders.filter(({ placedAt }) => placedAt < asOf);
    return orders.length === 0 ? [] : [{ ...customer, orders }];
  });
  expect(learn(until)).toEqual(learned);
});

test("What is learned does not depend on the order of the customers.", () => {
  const backwards = learn([...shop].reverse());
  expect(backwards.champion).toBe(learned.champion);
  const snapshot = takeSnapshot(shop, asOf);
  const said = predictAll(learned, snapshot).get(learned.champion);
  const saidBackwards = predictAll(backwards, snapshot).get(learned.champion);
  said?.forEach((p, row) => expect(saidBackwards?.[row]).toBeCloseTo(p, 3));
});

test("Every model is tried out beside the trivial rules, at cuts that are later than what it was fitted on.", () => {
  const cuts = new Set(learned.trials.map(({ cut }) => cut));
  expect(cuts.size).toBe(2);
  for (const cut of cuts) {
    const names = learned.trials.filter((trial) => trial.cut === cut).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...TRIVIAL_MODELS, "blend"]));
  }
});

test("What is served tells buyers from others on time that was not looked at, and how many they are.", () => {
  const { snapshot, outcomes } = takePeriod(shop, asOf, horizonMs);
  const served = predictAll(learned, snapshot).get(learned.champion) ?? new Float64Array();
  expect(auc(served, outcomes.bought)).toBeGreaterThan(0.7);
  const expected = served.reduce((sum, p) => sum + p, 0);
  const came = outcomes.bought.reduce((sum, one) => sum + one, 0);
  expect(expected / came).toBeGreaterThan(0.8);
  expect(expected / came).toBeLessThan(1.25);
});

test("What is said of one customer alone is what is said of them among all.", () => {
  const all = takeSnapshot(shop, asOf);
  const learnedAmounts = learnAmounts({ histories: shop, learned });
  expect(JSON.parse(JSON.stringify(learnedAmounts))).toEqual(learnedAmounts);
  const amounts = predictAmounts(learnedAmounts, all);
  const served = predictAll(learned, all).get(learned.champion);
  for (const row of [0, 17, 250]) {
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

test("From next to nothing probabilities are learned, and amounts that are finite and not negative.", () => {
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
        const little = learnPurchases({
          histories,
          asOf,
          horizonMs: horizonDays * DAY_MS,
          stopwatch,
        });
        const snapshot = takeSnapshot(histories, asOf);
        for (const [name, said] of predictAll(little, snapshot)) {
          expect(
            said.every((p) => p >= 0 && p <= 1),
            name,
          ).toBe(true);
        }
        const { purchases, revenueMinor } = predictAmounts(
          learnAmounts({ histories, learned: little }),
          snapshot,
        );
        for (const amounts of [purchases, revenueMinor])
          expect(amounts.every((amount) => Number.isFinite(amount) && amount >= 0)).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test("What is served is the champion over the horizon asked for, and is kept without what it does not need.", () => {
  const snapshot = takeSnapshot(shop, asOf);
  const served = serveLearned(learned);
  expect(predictServed(served, snapshot)).toEqual(
    predictAll(learned, snapshot).get(learned.champion),
  );
  for (const champion of ["blend", "recency", "mbg-nbd"] as const) {
    const other = serveLearned({ ...learned, champion });
    const names = other.parts.map(({ name }) => name);
    expect(names).toEqual(champion === "blend" ? learned.blend : [champion]);
    const said = predictAll(learned, snapshot).get(champion);
    expect(predictServed(other, snapshot)).toEqual(said);
  }
  // A year was not seen yet: what is served is projected as what is judged.
  const yearly = learnPurchases({ histories: few, asOf, horizonMs: 365 * DAY_MS, stopwatch });
  expect(yearly.learnedMs).toBeLessThan(yearly.horizonMs);
  const ofFew = takeSnapshot(few, asOf);
  expect(predictServed(serveLearned(yearly), ofFew)).toEqual(
    predictAll(yearly, ofFew).get(yearly.champion),
  );
});
