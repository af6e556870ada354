import { expect, test } from "vitest";
import type { CustomerHistory } from "../../../../../app/pipeline/predict/features/customer-history.ts";
import { fitShop } from "../../../../../app/pipeline/predict/shop/fit-shop.ts";
import { outlookOf } from "../../../../../app/pipeline/predict/shop/outlook.ts";
import type { CustomerOutlook } from "../../../../../app/pipeline/predict/shop/outlook.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 240 * DAY_MS;
const stopwatch = (): number => 0;
const fit = (histories: readonly CustomerHistory[], horizonDays: number) =>
  fitShop({ histories, asOf, horizonMs: horizonDays * DAY_MS, stopwatch });
const simulate = (customers: number, seed = 3): CustomerHistory[] =>
  simulateBuyers({ customers, seed, startsAt, days: 300 });
const once = simulate(5, 5).map((customer) => ({
  ...customer,
  orders: customer.orders.slice(0, 1),
}));

const shop = simulate(60);
const { model, card } = fit(shop, 60);
const vipRevenueMinor = 40_000;
const outlooks = outlookOf({ model, histories: shop, vipRevenueMinor, asOf });

const onceFitted = fit(once, 14);
const onceOutlooks = outlookOf({ model: onceFitted.model, histories: once, vipRevenueMinor, asOf });

const probabilitiesOf = ({ week, month, horizon, churn }: CustomerOutlook) => [
  week,
  month,
  horizon,
  ...(churn === null ? [] : [churn]),
];

test("Everybody who had bought has an outlook, and nobody else.", () => {
  const known = shop.filter(({ orders }) => (orders[0]?.placedAt ?? asOf) < asOf);
  expect([...outlooks.keys()]).toEqual(known.map(({ customerId }) => customerId));
});

test("What is fitted and what is told are plain data.", () => {
  for (const data of [model, card, [...outlooks]])
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});

test("Nothing that happens from its instant on changes an outlook.", () => {
  const until = shop.flatMap((customer) => {
    const orders = customer.orders.filter(({ placedAt }) => placedAt < asOf);
    return orders.length === 0 ? [] : [{ ...customer, orders }];
  });
  expect(until).not.toEqual(shop);
  expect(outlookOf({ model, histories: until, vipRevenueMinor, asOf })).toEqual(outlooks);
});

test("Every probability lies in its interval, and the interval between 0 and 1.", () => {
  for (const outlook of outlooks.values())
    for (const { value, low, high } of probabilitiesOf(outlook)) {
      expect(low).toBeGreaterThanOrEqual(0);
      expect(value).toBeGreaterThanOrEqual(low - 1e-12);
      expect(value).toBeLessThanOrEqual(high + 1e-12);
      expect(high).toBeLessThanOrEqual(1);
    }
});

test("An outlook's probabilities are in the order of their lengths.", () => {
  for (const { week, month, horizon, horizonDays } of outlooks.values()) {
    expect(horizonDays).toBe(60);
    expect(week.value).toBeLessThanOrEqual(month.value);
    expect(month.value).toBeLessThanOrEqual(horizon.value);
  }
  for (const { week, month, horizon, horizonDays } of onceOutlooks.values()) {
    expect(horizonDays).toBe(14);
    expect(week.value).toBeLessThanOrEqual(horizon.value);
    expect(horizon.value).toBeLessThanOrEqual(month.value);
  }
});

test("Churn is the contrary of a purchase within the shop's horizon, with the same evidence.", () => {
  expect(outlooks.size).toBeGreaterThan(0);
  const told = outlookOf({
    model: { ...model, isDropoutIdentified: true },
    histories: shop,
    vipRevenueMinor,
    asOf,
  });
  for (const { churn, horizon } of told.values()) {
    expect(churn?.value).toBeCloseTo(1 - horizon.value, 12);
    expect(churn?.low).toBeCloseTo(1 - horizon.high, 12);
    expect(churn?.high).toBeCloseTo(1 - horizon.low, 12);
    expect(churn?.evidence).toBe(horizon.evidence);
  }
});

test("Where leaving cannot be told from silence there is no churn.", () => {
  const told = outlookOf({
    model: { ...model, isDropoutIdentified: false },
    histories: shop,
    vipRevenueMinor,
    asOf,
  });
  for (const { churn, horizon } of told.values()) {
    expect(churn).toBeNull();
    expect(horizon.value).toBeGreaterThanOrEqual(0);
  }
});

test("Whoever has no threshold to reach has no way to become a VIP told.", () => {
  const told = outlookOf({ model, histories: shop, vipRevenueMinor: null, asOf });
  for (const { vipAscent } of told.values()) expect(vipAscent).toBeNull();
  for (const { vipAscent } of outlooks.values()) {
    const { value = NaN, low = NaN, high = NaN } = vipAscent ?? {};
    expect(low).toBeGreaterThanOrEqual(0);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(high).toBeLessThanOrEqual(1);
  }
});

test("However few customers a shop has, everything that is told is a finite number.", () => {
  const shops = [
    { histories: once, fitted: onceFitted },
    ...[[], simulate(1)].map((histories) => ({ histories, fitted: fit(histories, 90) })),
  ];
  for (const { histories, fitted } of shops) {
    const told = outlookOf({ model: fitted.model, histories, vipRevenueMinor, asOf });
    // JSON turns what is not finite into null, so a round trip finds it.
    for (const data of [fitted, [...told]]) expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    for (const outlook of told.values())
      for (const { value, low, high, evidence } of probabilitiesOf(outlook)) {
        expect([value, low, high].every((each) => each >= 0 && each <= 1)).toBe(true);
        expect(evidence).toBe("none");
      }
  }
});
