import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeVariants } from "../../../../app/pipeline/normalize/latest-records.ts";
import {
  planPriceChanges,
  readPriceChanges,
  type KnownPrices,
} from "../../../../app/pipeline/normalize/price-changes.ts";
import type { PriceChange, VariantRecord } from "../../../../app/pipeline/shared/records.ts";
import { tellWebhook } from "./tell.ts";

const telling = (sourceUpdatedAt: number, priceMinor: number): VariantRecord => ({
  variantId: "9",
  productId: "5",
  priceMinor,
  compareAtMinor: null,
  sourceUpdatedAt,
});
const change = (changedAt: number, fromMinor: number, toMinor: number): PriceChange => ({
  variantId: "9",
  productId: "5",
  changedAt,
  fromMinor,
  toMinor,
});

test("a change is told by two prices, and happened when the second was first told", () => {
  expect(readPriceChanges([])).toEqual([]);
  expect(readPriceChanges([telling(1, 500)])).toEqual([]);
  const told = [
    telling(1, 500),
    telling(2, 500),
    telling(3, 400),
    telling(4, 400),
    telling(5, 600),
  ];
  expect(readPriceChanges(told)).toEqual([change(3, 500, 400), change(5, 400, 600)]);
});

test("of two prices of one instant the dearer counts", () => {
  expect(readPriceChanges([telling(1, 500), telling(2, 400), telling(2, 450)])).toEqual([
    change(2, 500, 450),
  ]);
});

test("what stands already asks for nothing, and what comes late between changes asks for all", () => {
  const known: KnownPrices = { latest: telling(5, 400), changes: [change(3, 500, 400)] };
  for (const repeated of [telling(1, 500), telling(2, 500), telling(3, 400), telling(5, 400)]) {
    expect(planPriceChanges(known, [repeated])).toEqual({ outcome: "add", changes: [] });
  }
  for (const late of [telling(1, 400), telling(2, 450), telling(4, 500), telling(5, 300)]) {
    expect(planPriceChanges(known, [late])).toEqual({ outcome: "read-again" });
  }
  expect(planPriceChanges(known, [telling(6, 300)])).toEqual({
    outcome: "add",
    changes: [change(6, 400, 300)],
  });
});

test("whatever the order of arrival, the batches and the duplicates, the changes are the same", () => {
  const anyTelling = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
    .map(([at, price]) => telling(at, price));
  fc.assert(
    fc.property(fc.array(fc.array(anyTelling, { minLength: 1, maxLength: 4 })), (batches) => {
      let known: KnownPrices | undefined;
      const read: VariantRecord[] = [];
      for (const told of batches) {
        const plan = planPriceChanges(known, told);
        const changes: PriceChange[] =
          plan.outcome === "add"
            ? [...(known?.changes ?? []), ...plan.changes]
            : readPriceChanges([...read, ...told]);
        read.push(...told);
        known = { latest: read.reduce(mergeVariants), changes };
      }
      expect(known?.changes ?? []).toEqual(readPriceChanges(batches.flat()));
    }),
    { numRuns: 2000 },
  );
});

const product = {
  id: "gid://shopify/Product/788032119674292922",
  title: "Mug",
  updatedAt: "2026-01-02T09:00:00Z",
  priceRangeV2: { minVariantPrice: { amount: "9.5" } },
};
const productVariant = {
  id: "gid://shopify/ProductVariant/642667041472713922",
  price: "9.50",
  compareAtPrice: "12.00",
};

test("a Next Gen Event tells the product and its variant exactly as products/update does", () => {
  const told = tellWebhook("Product/update", {
    topic: "Product",
    action: "update",
    handle: "price-change",
    fields_changed: { added: [], updated: ["product.variants.price"], removed: [] },
    query_variables: { productId: product.id, variantsId: productVariant.id },
    data: { product, productVariant },
  });
  const webhook = tellWebhook("products/update", {
    id: 788032119674292,
    admin_graphql_api_id: product.id,
    title: "Mug",
    updated_at: "2026-01-02T10:00:00+01:00",
    variants: [
      {
        admin_graphql_api_id: productVariant.id,
        id: 642667041472713,
        price: "9.50",
        compare_at_price: "12.00",
      },
    ],
  });
  expect(told).toEqual(webhook);
  expect(told.variants).toMatchObject([{ variantId: "642667041472713922", priceMinor: 950 }]);
});

test.each([
  ["nothing", null],
  ["a product that is gone", { product: null, productVariant: null }],
])("a Next Gen Event whose query found %s says nothing", (_case, data) => {
  const told = tellWebhook("Product/update", { topic: "Product", action: "update", data });
  expect(Object.values(told).flat()).toEqual([]);
});

test("a Next Gen Event of a variant that is gone still tells its product", () => {
  const data = { product, productVariant: null };
  const told = tellWebhook("Product/update", { topic: "Product", action: "update", data });
  expect(told.products).toMatchObject([{ priceMinor: 950 }]);
  expect(told.variants).toEqual([]);
});
