import { expect } from "vitest";
import { readHistory } from "../../../../../dev-store/history/read-history.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { fitSpend } from "../../../../../app/pipeline/predict/purchase-models/fit-spend.ts";
import type { SpendHistory } from "../../../../../app/pipeline/predict/purchase-models/gamma-gamma.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import type { GroupedHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { purchasePredictor } from "../../../../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import { readRepeatHistory } from "../../../../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { dayOf } from "../../../../../app/pipeline/shared/time.ts";
import { testWithSharedData } from "../../../../support/shared-data.ts";

interface Order {
  at: number;
  totalMinor: number;
}

/** The orders of each customer of a file. */
async function readOrders(file: string): Promise<Order[][]> {
  const orders = new Map<string, Order[]>();
  for (const happening of (await readHistory(file)).happenings) {
    if (happening.kind !== "order" || happening.order.customerKey === null) continue;
    const own = orders.get(happening.order.customerKey) ?? [];
    own.push({ at: happening.at, totalMinor: happening.order.totalMinor });
    orders.set(happening.order.customerKey, own);
  }
  return [...orders.values()];
}

/** The histories that a file tells, of everything before a midnight. */
async function readGroups(file: string, before: number): Promise<GroupedHistories> {
  const histories = (await readOrders(file)).map((own) =>
    readRepeatHistory(
      own.map(({ at }) => at),
      before - 1,
    ),
  );
  return groupHistories(histories.filter((history) => history !== null));
}

/** What customers spent on purchases after their first, a day's orders being one purchase, in the currency. */
async function readSpending(file: string, before: number): Promise<SpendHistory[]> {
  return (await readOrders(file)).flatMap((own) => {
    const perDay = new Map<number, number>();
    for (const { at, totalMinor } of own.filter((order) => order.at < before))
      perDay.set(dayOf(at), (perDay.get(dayOf(at)) ?? 0) + totalMinor / 100);
    const [, ...values] = perDay.values();
    if (values.length === 0) return [];
    const meanValue = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [{ purchases: values.length, meanValue }];
  });
}

const CDNOW = "cdnow_sample.csv.gz";
const CALIBRATION_END = Date.UTC(1997, 9, 1);

testWithSharedData(CDNOW, "BG/NBD has the estimates of Fader, Hardie & Lee 2005.", async (file) => {
  const fitted = fitPurchases("bg-nbd", await readGroups(file, CALIBRATION_END), { penalty: 0 });
  expect(fitted).toMatchObject({ customers: 2357, repeatCustomers: 946, basis: "data" });
  expect(fitted.parameters).toEqual({
    r: expect.closeTo(0.243, 3),
    alpha: expect.closeTo(4.414, 3),
    a: expect.closeTo(0.793, 3),
    b: expect.closeTo(2.426, 3),
  });
  expect(fitted.logLikelihood).toBeCloseTo(-9582.4, 1);
  expect(fitted.isDropoutIdentified).toBe(true);
  const inPaper = { repeats: 2, lastAge: 30.43, observed: 38.86 };
  expect(purchasePredictor(fitted)(inPaper).expected(39)).toBeCloseTo(1.226, 3);
});

testWithSharedData(CDNOW, "MBG/NBD has the known estimates.", async (file) => {
  const fitted = fitPurchases("mbg-nbd", await readGroups(file, CALIBRATION_END), { penalty: 0 });
  expect(fitted.parameters).toEqual({
    r: expect.closeTo(0.525, 3),
    alpha: expect.closeTo(6.183, 3),
    a: expect.closeTo(0.891, 3),
    b: expect.closeTo(1.614, 2),
  });
  expect(fitted.logLikelihood).toBeCloseTo(-9582.14, 2);
  expect(fitted.isDropoutIdentified).toBe(true);
});

testWithSharedData(CDNOW, "Pareto/NBD has the published estimates.", async (file) => {
  const groups = await readGroups(file, CALIBRATION_END);
  const fitted = fitPurchases("pareto-nbd", groups, { penalty: 0 });
  expect(fitted.parameters).toEqual({
    r: expect.closeTo(0.553, 3),
    alpha: expect.closeTo(10.578, 2),
    s: expect.closeTo(0.606, 3),
    beta: expect.closeTo(11.669, 1),
  });
  expect(fitted.logLikelihood).toBeCloseTo(-9595, 1);
  expect(fitted.isDropoutIdentified).toBe(true);
});

testWithSharedData(
  CDNOW,
  "Gamma-gamma has the estimates of Fader, Hardie & Lee 2005.",
  async (file) => {
    const spending = await readSpending(file, CALIBRATION_END);
    const fitted = fitSpend(spending, { penalty: 0 });
    expect(fitted).toMatchObject({ customers: 946, basis: "data" });
    expect(fitted.p).toBeCloseTo(6.25, 2);
    expect(fitted.q).toBeCloseTo(3.74, 1);
    expect(fitted.v).toBeCloseTo(15.44, 1);
  },
);

testWithSharedData(
  "online_retail.csv.gz",
  "Where wholesalers never seem to leave, no model claims to tell leaving from silence.",
  async (file) => {
    const groups = await readGroups(file, Date.UTC(2011, 8, 10));
    for (const name of ["bg-nbd", "mbg-nbd", "pareto-nbd"] as const)
      expect(fitPurchases(name, groups).isDropoutIdentified).toBe(false);
  },
  90_000,
);
