import { expect, test } from "vitest";
import { drawNormal } from "../../../../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { scenarioDrawer } from "../../../../../app/pipeline/predict/purchase-models/draw-scenario.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { mbgNbd } from "../../../../../app/pipeline/predict/purchase-models/mbg-nbd.ts";
import { intervalOf } from "../../../../../app/pipeline/predict/purchase-models/interval-of-draws.ts";
import { purchasePredictor } from "../../../../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import { predictTotal } from "../../../../../app/pipeline/predict/purchase-models/predict-total.ts";
import { fitPurchaseMix } from "../../../../../bench/purchase-models/fit-purchase-mix.ts";
import { simulateCustomers } from "./simulate-customers.ts";

const people = simulateCustomers({
  model: "mbg-nbd",
  vector: [0.7, 8, 0.9, 2],
  customers: 240,
  weeks: 60,
  ahead: 13,
  random: seedRandom(8),
});
const histories = groupHistories(people.map(({ history }) => history));
const fitted = fitPurchases("mbg-nbd", histories);

test("The mean of a total is the sum of what is expected of each customer.", () => {
  const mix = fitPurchaseMix(histories);
  for (const forecaster of [fitted, mix]) {
    const total = predictTotal(forecaster, { histories, weeks: 13, random: seedRandom(1) });
    const sum = people.reduce(
      (all, { history }) => all + purchasePredictor(forecaster)(history).expected(13),
      0,
    );
    expect(total.mean).toBeCloseTo(sum, 6);
    expect(total.low).toBeLessThan(total.mean);
    expect(total.high).toBeGreaterThan(total.mean);
  }
});

test("The same seed gives the same interval, and more that is open a wider one.", () => {
  const width = (drift: number): number => {
    const { low, high } = predictTotal(fitted, {
      histories,
      weeks: 13,
      random: seedRandom(2),
      drift,
    });
    return high - low;
  };
  expect(width(0.2)).toBe(width(0.2));
  expect(width(0.2)).toBeGreaterThan(width(0));
  expect(width(0.6)).toBeGreaterThan(width(0.2));
});

test("Of shops like those that the prior expects, nine in ten totals lie in the interval.", () => {
  const random = seedRandom(31);
  const [r0, alpha0, a0, b0] = mbgNbd.typical;
  const shops = 80;
  let covered = 0;
  for (let shop = 0; shop < shops; shop += 1) {
    // A shop from the prior: rate, shape, odds and size of leaving, each with its own spread.
    const far = (sd: number): number => Math.exp(sd * drawNormal(random));
    const r = r0 * far(0.7);
    const odds = (a0 / b0) * far(0.7);
    const size = (a0 + b0) * far(0.7);
    const customers = simulateCustomers({
      model: "mbg-nbd",
      vector: [r, r / ((r0 / alpha0) * far(1)), (size * odds) / (1 + odds), size / (1 + odds)],
      customers: 50,
      weeks: 52,
      ahead: 13,
      random,
    });
    const known = groupHistories(customers.map(({ history }) => history));
    const { low, high } = predictTotal(fitPurchases("mbg-nbd", known), {
      histories: known,
      weeks: 13,
      random,
      draws: 200,
      drift: 0,
    });
    const truth = customers.reduce((sum, { later }) => sum + later, 0);
    if (low <= truth && truth <= high) covered += 1;
  }
  expect(covered / shops).toBeGreaterThan(0.84);
});

test("A group too large to draw each customer has the interval that drawing each would give.", () => {
  const times = (factor: number): typeof histories => ({
    ...histories,
    counts: histories.counts.map((count) => factor * count),
    customers: factor * histories.customers,
  });
  // 2,400 customers are drawn one by one, 4,800 are not.
  const [drawn, large] = [times(10), times(20)].map((group) =>
    predictTotal(fitted, { histories: group, weeks: 13, random: seedRandom(4), draws: 300 }),
  );
  if (drawn === undefined || large === undefined) throw new Error("two totals were asked for");
  expect(large.mean).toBeCloseTo(2 * drawn.mean, 6);
  expect(large.low / large.mean).toBeCloseTo(drawn.low / drawn.mean, 1);
  expect(large.high / large.mean).toBeCloseTo(drawn.high / drawn.mean, 1);
  const exactly = { weeks: 13, draws: 300, drift: 0 };
  const sharp = {
    ...fitted,
    covariance: fitted.covariance.map((row) => row.map((value) => value / 1e6)),
  };
  const [few, many] = [times(10), times(40)].map((group) =>
    predictTotal(sharp, { ...exactly, histories: group, random: seedRandom(4) }),
  );
  if (few === undefined || many === undefined) throw new Error("two totals were asked for");
  // What is left is the chance of purchases, which grows with the root of the customers.
  expect((many.high - many.low) / (few.high - few.low)).toBeGreaterThan(1.6);
  expect((many.high - many.low) / (few.high - few.low)).toBeLessThan(2.4);
});

test("Nobody makes no purchases, and nothing happens in no time.", () => {
  const random = seedRandom(1);
  const nobody = predictTotal(fitted, { histories: groupHistories([]), weeks: 13, random });
  expect(nobody).toEqual({ mean: 0, low: 0, high: 0 });
  expect(predictTotal(fitted, { histories, weeks: 0, random })).toEqual({
    mean: 0,
    low: 0,
    high: 0,
  });
});

test("A customer's chance lies among those of drawn scenarios, and their number of purchases is a whole number.", () => {
  const regular = { repeats: 8, lastAge: 40, observed: 42 };
  const nextScenario = scenarioDrawer(fitted, { random: seedRandom(1), drift: 0.2 });
  const chances = Float64Array.from({ length: 400 }, () => {
    const { model, vector, pace } = nextScenario();
    return model.courseOf(vector, regular).probability(13 * pace);
  });
  const probability = intervalOf(purchasePredictor(fitted)(regular).probability(13), chances);
  expect(probability.low).toBeLessThan(probability.mean);
  expect(probability.high).toBeGreaterThan(probability.mean);
  expect(probability.low).toBeGreaterThan(0.5);
  expect(probability.high).toBeLessThanOrEqual(1);
  const orders = predictTotal(fitted, {
    histories: groupHistories([regular]),
    weeks: 13,
    random: seedRandom(1),
  });
  expect(Number.isInteger(orders.low) && Number.isInteger(orders.high)).toBe(true);
  expect(orders.high).toBeGreaterThan(orders.mean);
});
