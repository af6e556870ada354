import { expect, test } from "vitest";
import type { Condition, Filter } from "../../../../app/pipeline/segment/condition-tree.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { NOW, order, row } from "../score/facts.ts";
import { atLeast, isMet, judgeTold, look, orders, signals } from "./judged.ts";
import type { Told } from "./judged.ts";
import { EUROS, productOf } from "./situations.ts";

const shoe = productOf({
  ...{ priceMinor: 5000, productType: "Shoes", vendor: "Acme", collectionIds: ["45"] },
  droppedAt: NOW - DAY_MS,
});
const shop = {
  ...EUROS,
  catalog: new Map([
    ["1", shoe],
    ["2", productOf({ productType: "Hats" })],
  ]),
};
const day = { kind: "days", days: 7 } as const;

const passes: Filter[] = [
  { kind: "product", ids: ["1"] },
  { kind: "collection", ids: ["45"] },
  { kind: "product-type", names: ["Hats", "Shoes"] },
  { kind: "vendor", names: ["Acme"] },
  { kind: "price", from: 50, below: 50.01 },
  { kind: "price-dropped", afterwards: false, within: day },
];
const fails: Filter[] = [
  { kind: "product", ids: ["2"] },
  { kind: "collection", ids: ["46"] },
  { kind: "product-type", names: ["shoes"] },
  { kind: "vendor", names: ["Other"] },
  { kind: "price", from: null, below: 50 },
  { kind: "price-dropped", afterwards: false, within: { kind: "fixed", ms: HOUR_MS } },
];

test("A filter asks for the product as the catalog has it now, and all filters of a list must hold for the same product.", () => {
  const told: Told = { shop, looks: [look("product:1", NOW - HOUR_MS)] };
  const bought: Told = { shop, details: [[order(NOW - HOUR_MS, 100), { productIds: ["1", "2"] }]] };
  const viewed = (...where: Filter[]) => atLeast(1, signals("product_viewed", ...where));
  for (const filter of passes) {
    expect(isMet(viewed(filter), told)).toBe(true);
    expect(isMet(atLeast(1, orders(filter)), bought)).toBe(true);
  }
  for (const filter of fails) expect(isMet(viewed(filter), told)).toBe(false);
  expect(isMet(viewed(...passes), told)).toBe(true);
  const both: Filter[] = [
    { kind: "product-type", names: ["Hats"] },
    { kind: "vendor", names: ["Acme"] },
  ];
  expect(isMet(atLeast(1, orders(...both)), bought)).toBe(false);
});

test("A product that the catalog does not know passes no filter but its own id.", () => {
  const told = { shop, looks: [look("product:9", NOW)] };
  const viewed = (filter: Filter) => isMet(atLeast(1, signals("product_viewed", filter)), told);
  expect(viewed({ kind: "product", ids: ["9"] })).toBe(true);
  expect(passes.slice(1).filter(viewed)).toEqual([]);
});

test("A collection was looked at itself, or by a product that is in it now.", () => {
  const filter: Filter = { kind: "collection", ids: ["45"] };
  const met = (about: string) =>
    isMet(atLeast(1, signals("collection_viewed", filter)), {
      shop,
      looks: [look(about, NOW, "collection_viewed")],
    });
  expect(["collection:45", "collection:46", "product:1", "product:2"].map(met)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("A price that fell counts from its fall on, for as long as is asked.", () => {
  const filter: Filter = {
    kind: "price-dropped",
    afterwards: false,
    within: { kind: "fixed", ms: 3 * DAY_MS },
  };
  const condition = atLeast(1, signals("product_viewed", filter));
  const told = { shop, looks: [look("product:1", NOW - 9 * DAY_MS)] };
  expect(isMet(condition, told, NOW - DAY_MS - 1)).toBe(false);
  expect(judgeTold(condition, told, NOW)).toMatchObject({ met: true, nextFlip: NOW + 2 * DAY_MS });
  expect(isMet(condition, told, NOW + 2 * DAY_MS)).toBe(false);
});

test("Counted for each product, the one to which it happened most counts, and an order counts once for each of its products.", () => {
  const most = (count: number, of: Parameters<typeof atLeast>[1]) =>
    atLeast(count, of, { each: "product" });
  const looks = ["1", "1", "2"].map((id, at) => look(`product:${id}`, NOW - at * HOUR_MS));
  const told = { looks, rows: [row("product_viewed", NOW, { count: 9 })] };
  expect(isMet(most(2, signals("product_viewed")), told)).toBe(true);
  expect(isMet(most(3, signals("product_viewed")), told)).toBe(false);
  const details = [["1", "2"], ["2"]].map(
    (productIds) => [order(NOW, 100), { productIds }] as const,
  );
  expect(isMet(most(2, orders()), { details })).toBe(true);
  expect(isMet(most(2, orders({ kind: "product", ids: ["1"] })), { details })).toBe(false);
});

test("An order has a discount where some was given or a code was used; where neither was told it is neither with nor without one.", () => {
  const is = (wanted: boolean, detail: { discountMinor?: number | null; usedCode?: boolean }) =>
    isMet(atLeast(1, orders({ kind: "discounted", is: wanted })), {
      details: [[order(NOW, 100), detail]],
    });
  expect([is(true, { discountMinor: 5 }), is(false, { discountMinor: 5 })]).toEqual([true, false]);
  expect([is(true, { discountMinor: 0 }), is(false, { discountMinor: 0 })]).toEqual([false, true]);
  expect(is(true, { discountMinor: 0, usedCode: true })).toBe(true);
  expect([is(true, {}), is(false, {})]).toEqual([false, false]);
});

test("A share is of all orders of the window, and without an order it meets no comparison.", () => {
  const share = (percent: number, comparison: "at-least" | "at-most" = "at-least"): Condition => ({
    kind: "share",
    where: [{ kind: "channel", names: ["pos"] }],
    window: { kind: "days", days: 2 },
    comparison,
    percent,
  });
  const details = ["pos", "web", null].map(
    (channel, at) => [order(NOW - at * HOUR_MS, 100), { channel }] as const,
  );
  expect(isMet(share(33), { details })).toBe(true);
  expect(isMet(share(34), { details })).toBe(false);
  expect(isMet(share(0), {})).toBe(false);
  expect(isMet(share(100, "at-most"), {})).toBe(false);
});

test("Consent is Shopify's last word: what is redacted or invalid is not subscribed, and where none was told, as of visitors, it is unknown.", () => {
  const states = ["subscribed", "not_subscribed", "unsubscribed", "pending", "unknown"] as const;
  const stateOf = (email: string | null, customerId: string | null = "7") =>
    states.filter((state) =>
      isMet(
        { kind: "consent", channel: "email", states: [state] },
        { person: personOf({ customerId, consents: { email, sms: "subscribed" } }) },
      ),
    );
  expect(stateOf("SUBSCRIBED")).toEqual(["subscribed"]);
  expect(stateOf("redacted")).toEqual(["not_subscribed"]);
  expect(stateOf("invalid")).toEqual(["not_subscribed"]);
  expect(stateOf("pending")).toEqual(["pending"]);
  expect(stateOf(null)).toEqual(["unknown"]);
  expect(stateOf("subscribed", null)).toEqual(["unknown"]);
});

test("A tag is found without regard to case.", () => {
  const person = personOf({ customerId: "7", tags: [" WholeSale "] });
  expect(isMet({ kind: "tag", tag: "wholesale" }, { person })).toBe(true);
  expect(isMet({ kind: "tag", tag: "whole" }, { person })).toBe(false);
});
