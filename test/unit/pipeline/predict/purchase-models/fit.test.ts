import fc from "fast-check";
import { expect, test } from "vitest";
import { cholesky } from "../../../../../app/pipeline/predict/numeric/covariance.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { PURCHASE_MODELS } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { PurchaseModelName } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import type { GroupedHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import {
  modelNamed,
  vectorOf,
} from "../../../../../app/pipeline/predict/purchase-models/model-named.ts";
import { purchasePredictor } from "../../../../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import type { ParameterVector } from "../../../../../app/pipeline/predict/purchase-models/purchase-model.ts";
import type { RepeatHistory } from "../../../../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { fitPurchaseMix } from "../../../../../bench/purchase-models/fit-purchase-mix.ts";
import { simulateCustomers } from "./simulate-customers.ts";

function simulateShop(
  model: PurchaseModelName,
  vector: ParameterVector,
  customers: number,
): GroupedHistories {
  const random = seedRandom(5);
  const people = simulateCustomers({ model, vector, customers, weeks: 80, ahead: 0, random });
  return groupHistories(people.map(({ history }) => history));
}

const WORLDS = [
  ["bg-nbd", [0.5, 8, 0.8, 2.5]],
  ["mbg-nbd", [0.7, 8, 0.9, 2]],
  ["pareto-nbd", [0.7, 9, 0.8, 15]],
] as const satisfies [PurchaseModelName, ParameterVector][];

test.each(WORLDS)("%s finds the parameters %j again, as near as it says.", (model, vector) => {
  const shop = simulateShop(model, vector, 1500);
  for (const penalty of [0, 1]) {
    const fitted = fitPurchases(model, shop, { penalty });
    expect(fitted).toMatchObject({ basis: "data", isDropoutIdentified: true, customers: 1500 });
    vectorOf(fitted).forEach((value, index) => {
      const sd = Math.sqrt(fitted.covariance[index]?.[index] ?? 0);
      expect(Math.abs(Math.log(value / (vector[index] ?? NaN)))).toBeLessThan(3.5 * sd);
      expect(sd).toBeLessThan(0.7);
    });
  }
});

test.each(PURCHASE_MODELS)("%s does not claim that customers leave where none does.", (model) => {
  // In BG/NBD leaving fades out as a does.
  const shop = simulateShop("bg-nbd", [0.7, 9, 1e-4, 1e4], 600);
  expect(fitPurchases(model, shop).isDropoutIdentified).toBe(false);
});

const DEGENERATE: [string, RepeatHistory[]][] = [
  ["no customer", []],
  ["one customer", [{ repeats: 0, lastAge: 0, observed: 12 }]],
  [
    "nobody who was observed",
    Array.from({ length: 50 }, () => ({ repeats: 0, lastAge: 0, observed: 0 })),
  ],
  [
    "nobody who came back",
    Array.from({ length: 60 }, (_, age) => ({ repeats: 0, lastAge: 0, observed: age })),
  ],
  [
    "daily buyers",
    Array.from({ length: 200 }, () => ({ repeats: 364, lastAge: 52, observed: 52 })),
  ],
  ["purchases without time", [{ repeats: 9, lastAge: 0, observed: 0 }]],
  [
    "ages of centuries",
    [
      { repeats: 3, lastAge: 1e5, observed: 1e6 },
      { repeats: 0, lastAge: 0, observed: 1e6 },
    ],
  ],
  ["very many purchases", [{ repeats: 1e6, lastAge: 10, observed: 10 }]],
];

test.each(DEGENERATE)(
  "With %s every model still gives numbers, with and without a prior.",
  (_, histories) => {
    const shop = groupHistories(histories);
    for (const penalty of [0, 1])
      for (const member of fitPurchaseMix(shop, { penalty }).members) {
        expect(vectorOf(member).every((value) => value > 0 && value < Infinity)).toBe(true);
        expect(Number.isFinite(member.logLikelihood)).toBe(true);
        expect(cholesky(member.covariance)).not.toBeNull();
        for (const history of [...histories, { repeats: 1, lastAge: 2, observed: 9 }]) {
          const course = purchasePredictor(member)(history);
          const [probability, expected] = [course.probability(13), course.expected(13)];
          expect(probability >= 0 && probability <= 1).toBe(true);
          expect(expected >= 0 && expected < Infinity).toBe(true);
        }
      }
  },
);

test("Where there is nothing to fit the prior speaks, and says so.", () => {
  for (const model of PURCHASE_MODELS) {
    const fitted = fitPurchases(model, groupHistories([]), { penalty: 0 });
    expect(fitted).toMatchObject({ basis: "prior", penalty: 1, isDropoutIdentified: false });
    const { typical } = modelNamed(model);
    vectorOf(fitted).forEach((value, index) =>
      expect(value / (typical[index] ?? NaN)).toBeCloseTo(1, 2),
    );
  }
});

test("The more customers have not come back, the fewer are expected to.", () => {
  const silent = (customers: number): number => {
    const shop = groupHistories(
      Array.from({ length: customers }, () => ({ repeats: 0, lastAge: 0, observed: 26 })),
    );
    const fitted = fitPurchases("pareto-nbd", shop);
    return purchasePredictor(fitted)({ repeats: 0, lastAge: 0, observed: 26 }).expected(26);
  };
  expect(silent(1)).toBeGreaterThan(silent(20));
  expect(silent(20)).toBeGreaterThan(silent(400));
});

const history = fc
  .tuple(
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 1, max: 700 }),
    fc.integer({ min: 0, max: 700 }),
  )
  .map(([repeats, last, silent]) =>
    repeats === 0
      ? { repeats, lastAge: 0, observed: silent / 7 }
      : { repeats, lastAge: last / 7, observed: (last + silent) / 7 },
  );

test("Any few customers, in any order, give the same finite fit.", () => {
  fc.assert(
    fc.property(
      fc.array(history, { maxLength: 12 }),
      fc.constantFrom(...PURCHASE_MODELS),
      (histories, model) => {
        const fitted = fitPurchases(model, groupHistories(histories));
        expect(fitPurchases(model, groupHistories([...histories].reverse()))).toEqual(fitted);
        expect(fitted.covariance.flat().every(Number.isFinite)).toBe(true);
        const course = purchasePredictor(fitted)({ repeats: 2, lastAge: 5, observed: 9 });
        const [probability, expected] = [course.probability(4), course.expected(4)];
        expect(probability >= 0 && probability <= 1 && expected >= probability - 1e-5).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test.each(PURCHASE_MODELS)("Without a prior the unit of time does not matter to %s.", (model) => {
  const shop = simulateShop("pareto-nbd", [0.7, 9, 0.8, 15], 400);
  const twice = {
    ...shop,
    lastAge: shop.lastAge.map((age) => 2 * age),
    observed: shop.observed.map((age) => 2 * age),
  };
  const [fitted, scaled] = [shop, { ...twice, totalObserved: 2 * shop.totalObserved }].map(
    (histories) => fitPurchases(model, histories, { penalty: 0 }),
  );
  if (fitted === undefined || scaled === undefined) throw new Error("two fits were asked for");
  expect(scaled.parameters.alpha / fitted.parameters.alpha).toBeCloseTo(2, 2);
  expect(scaled.parameters.r / fitted.parameters.r).toBeCloseTo(1, 2);
  expect(scaled.logLikelihood + shop.totalRepeats * Math.log(2)).toBeCloseTo(
    fitted.logLikelihood,
    3,
  );
});
