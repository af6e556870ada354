import { expect, test } from "vitest";
import { tryOutlooks } from "../../../../../app/pipeline/predict/shop/try-outlooks.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 240 * DAY_MS;
const horizonMs = 40 * DAY_MS;
const cut = asOf - horizonMs;
const shop = simulateBuyers({ customers: 150, seed: 3, startsAt, days: 300 });
const trial = (histories: typeof shop) =>
  tryOutlooks({ histories, asOf, horizonMs, stopwatch: () => 0 });
const tried = trial(shop);

test("who had bought by the date and was no VIP is told a chance, and plain data comes of it", () => {
  const known = shop.filter(({ orders }) => (orders[0]?.placedAt ?? cut) < cut);
  expect(tried.cut).toBe(cut);
  expect(tried.vip?.count).toBeGreaterThan(0.8 * known.length);
  expect(tried.vip?.count).toBeLessThan(known.length);
  expect(tried.vip?.happened).toBeGreaterThan(0);
  // Who lacks least becomes one first: a trial that mixed people up would be a coin toss.
  expect(tried.vip?.auc).toBeGreaterThan(0.7);
  expect(tried.vip?.brier).toBeLessThan(1.05 * (tried.vip?.brierOfBaseRate ?? 0));
  expect(JSON.parse(JSON.stringify(tried))).toEqual(tried);
});

test("dates are judged where they have passed, the earlier for more customers than the later", () => {
  const [low, median, high] = tried.nextOrder;
  expect(tried.nextOrder.map(({ told }) => told)).toEqual([0.1, 0.5, 0.9]);
  expect(low?.count).toBeGreaterThanOrEqual(median?.count ?? 0);
  expect(median?.count).toBeGreaterThanOrEqual(high?.count ?? 0);
  for (const { count, came } of tried.nextOrder) expect(came).toBeLessThanOrEqual(count);
  // Of those whose middle date has passed about half had ordered by then.
  expect(median?.count).toBeGreaterThan(20);
  expect((median?.came ?? 0) / (median?.count ?? 1)).toBeGreaterThan(0.25);
  expect((median?.came ?? 0) / (median?.count ?? 1)).toBeLessThan(0.75);
});

test("nothing that happened after the instant of learning changes a trial", () => {
  const until = shop.flatMap((customer) => {
    const orders = customer.orders.filter(({ placedAt }) => placedAt < asOf);
    return orders.length === 0 ? [] : [{ ...customer, orders }];
  });
  expect(trial(until)).toEqual(tried);
});

test("where nobody orders any more nobody becomes a VIP", () => {
  const until = shop.map((customer) => ({
    ...customer,
    orders: customer.orders.filter(({ placedAt }) => placedAt < cut),
  }));
  const { nextOrder, vip } = trial(until);
  expect(nextOrder.map(({ came }) => came)).toEqual([0, 0, 0]);
  expect(vip?.happened).toBe(0);
});
