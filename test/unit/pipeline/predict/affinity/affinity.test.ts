import fc from "fast-check";
import { expect, test } from "vitest";
import {
  estimateAffinities,
  SHOP_WEIGHT,
} from "../../../../../app/pipeline/predict/affinity/affinity.ts";
import {
  INTEREST_WEIGHTS,
  measureInterest,
} from "../../../../../app/pipeline/predict/affinity/interest.ts";
import type { Look } from "../../../../../app/pipeline/predict/affinity/interest.ts";
import type { BasketFact } from "../../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS } from "../../../../../app/pipeline/shared/time.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const TYPES: Record<string, string> = { "1": "Mugs", "2": "Mugs", "3": "Tea", "4": "Knives" };
const categoryOf = (product: string): string | null => TYPES[product] ?? null;

const look = (thing: string, at = NOW, kind: Look["kind"] = "view"): Look => ({ kind, thing, at });
const basket = (products: string[], change: Partial<BasketFact> = {}): BasketFact => ({
  orderId: "1",
  placedAt: NOW,
  totalMinor: 1000,
  cancelledAt: null,
  refunds: [],
  pieces: 1,
  products,
  discountMinor: 0,
  ...change,
});
const measure = (looks: Look[], baskets: BasketFact[] = []) =>
  Object.fromEntries(measureInterest({ looks, baskets, categoryOf, asOf: NOW }));

const SHOP = new Map([
  ["Mugs", 400],
  ["Tea", 500],
  ["Knives", 100],
]);

test("Views, carts and purchases count a tenth, three tenths and one, each thing once a day.", () => {
  const { view, cart } = INTEREST_WEIGHTS;
  expect(measure([look("1"), look("1", NOW - HOUR_MS), look("2"), look("1", NOW, "cart")])).toEqual(
    {
      Mugs: expect.closeTo(2 * view + cart, 12),
    },
  );
  expect(measure([look("9"), look("1", NOW + 1)])).toEqual({});
});

test("An order is one purchase, shared by its products that have a category.", () => {
  expect(measure([], [basket(["1", "2", "3", "9"])])).toEqual({
    Mugs: expect.closeTo(2 / 3, 12),
    Tea: expect.closeTo(1 / 3, 12),
  });
  expect(measure([], [basket(["9"]), basket([])])).toEqual({});
  expect(
    measure([], [basket(["1"], { cancelledAt: NOW }), basket(["1"], { placedAt: NOW + 1 })]),
  ).toEqual({});
});

test("Looking is half after 30 days and forgotten after 180, buying after 180 and 720.", () => {
  const ago = (days: number): number => NOW - days * DAY_MS;
  expect(measure([look("1", ago(30))])["Mugs"]).toBeCloseTo(0.05, 12);
  expect(measure([look("1", ago(179))])["Mugs"]).toBeGreaterThan(0);
  expect(measure([look("1", ago(180))])).toEqual({});
  expect(measure([], [basket(["1"], { placedAt: ago(180) })])["Mugs"]).toBeCloseTo(0.5, 12);
  expect(measure([], [basket(["1"], { placedAt: ago(720) })])).toEqual({});
});

test("One view is no affinity, not even of what nobody else looks at.", () => {
  const once = measureInterest({ looks: [look("4")], baskets: [], categoryOf, asOf: NOW });
  const { evidence, categories } = estimateAffinities(once, SHOP);
  expect(evidence).toBe("thin");
  expect(categories.map(({ leaning }) => leaning)).toEqual([
    "not-yet-known",
    "not-yet-known",
    "not-yet-known",
  ]);
  const rare = estimateAffinities(new Map([["Rare", 0.1]]), new Map([["Tea", 10_000]]));
  expect(rare.categories.every(({ leaning }) => leaning === "not-yet-known")).toBe(true);
});

test("Who buys one kind again and again leans to it, and away from what the others buy.", () => {
  const { evidence, categories } = estimateAffinities(new Map([["Knives", 6]]), SHOP);
  expect(evidence).toBe("fair");
  expect(categories[0]).toMatchObject({ category: "Knives", leaning: "more" });
  expect(categories[0]?.lift).toBeGreaterThan(4);
  expect(categories.find(({ category }) => category === "Tea")?.leaning).toBe("less");
});

test("Who likes what the shop's customers like is like the shop, once enough is known.", () => {
  const own = new Map([...SHOP].map(([category, mass]) => [category, mass / 40]));
  const { evidence, categories } = estimateAffinities(own, SHOP);
  expect(evidence).toBe("strong");
  for (const { lift, leaning } of categories) {
    expect(lift).toBeCloseTo(1, 1);
    expect(leaning).toBe("like-the-shop");
  }
});

test("The shop's shares weigh as three purchases, and the only category of a shop is nobody's leaning.", () => {
  const { categories } = estimateAffinities(new Map([["Tea", SHOP_WEIGHT]]), SHOP);
  const tea = categories.find(({ category }) => category === "Tea");
  expect(tea?.share).toBeCloseTo((1 + (tea?.shopShare ?? 0)) / 2, 12);
  const only = estimateAffinities(new Map([["Tea", 9]]), new Map([["Tea", 100]]));
  expect(only.categories).toMatchObject([{ share: 1, lift: 1, low: 1, high: 1 }]);
  expect(only.categories[0]?.leaning).not.toBe("more");
  expect(estimateAffinities(new Map(), new Map())).toEqual({
    interest: 0,
    evidence: "none",
    categories: [],
  });
});

test("Whatever is told, shares are finite, within their intervals, and add up to one.", () => {
  const masses = fc.dictionary(
    fc.constantFrom("a", "b", "c", "d", "e"),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(masses, masses, (own, shop) => {
      const { categories } = estimateAffinities(
        new Map(Object.entries(own)),
        new Map(Object.entries(shop)),
      );
      if (categories.length === 0) return;
      expect(categories.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 9);
      for (const { share, low, high, lift, shopShare } of categories) {
        expect([share, low, high, lift, shopShare].every(Number.isFinite)).toBe(true);
        expect(low >= 0 && low <= share && share <= high && high <= 1).toBe(true);
      }
    }),
  );
});

test("Neither the order of what is told nor its repetition changes any interest.", () => {
  const anyLook = fc.record({
    kind: fc.constantFrom("view" as const, "cart" as const),
    thing: fc.constantFrom("1", "2", "3", "4", "9"),
    at: fc.integer({ min: NOW - 200 * DAY_MS, max: NOW + DAY_MS }),
  });
  fc.assert(
    fc.property(fc.array(anyLook, { maxLength: 30 }), (looks) => {
      expect(measure([...looks, ...looks].reverse())).toEqual(measure(looks));
    }),
  );
});
