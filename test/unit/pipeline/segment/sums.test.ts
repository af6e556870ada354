import { expect, test } from "vitest";
import type { Condition, Filter } from "../../../../app/pipeline/segment/condition-tree.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import { NOW, order, row } from "../score/facts.ts";
import { atLeast, isMet, judgeTold, look, orders, signals } from "./judged.ts";
import { EUROS, productOf } from "./situations.ts";

type Sum = Extract<Condition, { kind: "sum" }>;

const sum = (of: Sum["of"], amount: number, rest: Partial<Sum> = {}): Sum => ({
  ...{ kind: "sum", of, money: "whole", window: null, comparison: "at-least", amount },
  ...rest,
});
const shop = {
  ...EUROS,
  catalog: new Map([
    ["1", productOf({ vendor: "Acme", droppedAt: NOW - DAY_MS })],
    ["2", productOf({ vendor: "Acme" })],
    ["3", productOf({ vendor: "Other" })],
  ]),
};
const acme: Filter = { kind: "vendor", names: ["Acme"] };
const sold = { productIds: ["1", "2", "3"], productMinor: [1000, 2000, 4000] };
const worth = (condition: Sum, told: Parameters<typeof isMet>[1], amount: number) => [
  isMet({ ...condition, amount }, told),
  isMet({ ...condition, amount: amount + 0.01 }, told),
];
const EXACTLY = [true, false];

test("The money of an order's products is what they were sold for after their discounts, and no more than the order is worth.", () => {
  const bought = (totalMinor: number) => ({
    shop,
    details: [[order(NOW - HOUR_MS, totalMinor), sold] as const],
  });
  const ofAcme = sum(orders(acme), 0, { money: "products" });
  expect(worth(ofAcme, bought(8000), 30)).toEqual(EXACTLY);
  expect(worth(ofAcme, bought(2500), 25)).toEqual(EXACTLY);
  expect(worth({ ...ofAcme, money: "whole" }, bought(8000), 80)).toEqual(EXACTLY);
  expect(worth({ ...ofAcme, of: orders() }, bought(8000), 70)).toEqual(EXACTLY);
  const refunds = [{ refundedAt: NOW, amountMinor: 7000 }];
  const returned = order(NOW - HOUR_MS, 8000, { refunds });
  expect(worth(ofAcme, { shop, details: [[returned, sold]] }, 10)).toEqual(EXACTLY);
});

test("of an order's products each counts for as long as it passes by itself", () => {
  const dropped: Filter = {
    kind: "price-dropped",
    within: { kind: "fixed", ms: 2 * DAY_MS },
    afterwards: false,
  };
  const catalog = new Map([
    ["1", productOf({ droppedAt: NOW - DAY_MS })],
    ["2", productOf({ droppedAt: NOW - HOUR_MS })],
  ]);
  const told = {
    shop: { ...EUROS, catalog },
    details: [[order(NOW - 3 * DAY_MS, 9000), sold] as const],
  };
  const both = sum(orders(dropped), 30, { money: "products" });
  expect(judgeTold(both, told)).toMatchObject({ met: true, nextFlip: NOW + DAY_MS });
  const one = { ...both, amount: 20 };
  expect(judgeTold(one, told)).toMatchObject({ met: true, nextFlip: NOW + 2 * DAY_MS - HOUR_MS });
});

test("The money of an event is what its product cost when it happened, the least of its variants, and before any price was told the first that was.", () => {
  // Which price that was is asked of the shop's history: price-steps.test.ts.
  const looks = [
    { ...look("product:1", NOW - HOUR_MS, "product_added_to_cart"), value: 1500 },
    { ...look("product:3", NOW - HOUR_MS, "product_added_to_cart"), value: 700 },
    { ...look("product:9", NOW - HOUR_MS, "product_added_to_cart"), value: 50 },
  ];
  const rows = [row("product_added_to_cart", NOW - HOUR_MS, { count: 3 })];
  const cart = sum(signals("product_added_to_cart"), 0);
  expect(worth(cart, { shop, looks, rows }, 22.5)).toEqual(EXACTLY);
  expect(worth({ ...cart, money: "products" }, { shop, looks, rows }, 22.5)).toEqual(EXACTLY);
  const ofAcme = { ...cart, of: signals("product_added_to_cart", acme) };
  expect(worth(ofAcme, { shop, looks, rows }, 15)).toEqual(EXACTLY);
  const hour = { ...ofAcme, amount: 15, window: { kind: "fixed", ms: DAY_MS } as const };
  const { met, nextFlip, reason } = judgeTold(hour, { shop, looks, rows });
  expect(met).toBe(true);
  expect(nextFlip).toBeLessThanOrEqual(NOW + DAY_MS - HOUR_MS);
  expect(reason).toMatchObject([{ kind: "sum", minor: 1500, currency: "EUR", limit: 1500 }]);
});

test("Added up for each product, the one that comes to most counts.", () => {
  const at = (product: string, ago: number, value: number) => ({
    ...look(`product:${product}`, NOW - ago, "product_added_to_cart"),
    value,
  });
  const looks = [at("1", HOUR_MS, 900), at("1", 2 * DAY_MS, 800), at("2", HOUR_MS, 1000)];
  const cart = sum(signals("product_added_to_cart"), 0, { money: "one-product" });
  expect(worth(cart, { shop, looks }, 17)).toEqual(EXACTLY);
  const twice = [order(NOW - HOUR_MS, 9000), order(NOW - DAY_MS, 3000)] as const;
  const told = { shop, details: twice.map((placed) => [placed, sold] as const) };
  expect(worth(sum(orders(), 0, { money: "one-product" }), told, 70)).toEqual(EXACTLY);
});

test("A price fell afterwards where it fell later than the order was placed, or than the last of such events in their quarter of an hour.", () => {
  const fell = (droppedAt: number): Parameters<typeof isMet>[1] => ({
    shop: { ...EUROS, catalog: new Map([["1", productOf({ droppedAt })]]) },
    looks: [{ ...look("product:1", NOW - HOUR_MS), count: 2, lastAt: NOW - HOUR_MS + MINUTE_MS }],
    details: [[order(NOW - HOUR_MS, 100), { productIds: ["1"], productMinor: [100] }]],
  });
  const within = { kind: "fixed", ms: 3 * HOUR_MS } as const;
  const filter: Filter = { kind: "price-dropped", within, afterwards: true };
  const viewed = atLeast(2, signals("product_viewed", filter));
  expect(isMet(viewed, fell(NOW - HOUR_MS + MINUTE_MS + 1))).toBe(true);
  expect(isMet(viewed, fell(NOW - HOUR_MS + MINUTE_MS))).toBe(false);
  expect(judgeTold(viewed, fell(NOW - 1)).nextFlip).toBe(NOW - 1 + 3 * HOUR_MS);
  const ordered = atLeast(1, orders(filter));
  expect(isMet(ordered, fell(NOW - HOUR_MS + 1))).toBe(true);
  expect(isMet(ordered, fell(NOW - HOUR_MS))).toBe(false);
  const ever = atLeast(1, orders({ ...filter, afterwards: false }));
  expect(isMet(ever, fell(NOW - HOUR_MS))).toBe(true);
});
