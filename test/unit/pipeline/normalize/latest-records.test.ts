import { expect, test } from "vitest";
import { emptyNormalized } from "../../../../app/pipeline/normalize/empty-normalized.ts";
import { latestRecords } from "../../../../app/pipeline/normalize/latest-records.ts";
import type {
  OrderLineRecord,
  OrderRecord,
  ProductRecord,
} from "../../../../app/pipeline/shared/records.ts";
import { tellWebhook } from "./tell.ts";

const nothing = emptyNormalized();
const order: OrderRecord = {
  orderId: "1",
  customerId: "7",
  placedAt: 10,
  currency: "EUR",
  totalMinor: 500,
  cancelledAt: null,
  isTest: false,
  channel: null,
  subtotalMinor: null,
  discountMinor: null,
  usedCode: null,
  sourceUpdatedAt: 10,
};
const product: ProductRecord = {
  productId: "5",
  title: "Mug",
  priceMinor: 950,
  productType: "Mugs",
  vendor: null,
  deletedAt: null,
  sourceUpdatedAt: 10,
};

test("nothing told is nothing known", () => {
  const latest = latestRecords([]);
  expect(Object.values(latest).every((records) => records.size === 0)).toBe(true);
});

test("the newest telling of an order wins, even when it came first", () => {
  const edited = { ...order, totalMinor: 300, sourceUpdatedAt: 20 };
  const latest = latestRecords([{ ...nothing, orders: [edited, order] }]);
  expect(latest.orders.get("1")).toEqual(edited);
});

test("of two tellings in one second the cancelled one wins", () => {
  const cancelled = { ...order, cancelledAt: 15, totalMinor: 0 };
  for (const orders of [
    [order, cancelled],
    [cancelled, order],
  ]) {
    expect(latestRecords([{ ...nothing, orders }]).orders.get("1")).toEqual(cancelled);
  }
});

test("an order keeps the channel that any telling has, whichever is newest", () => {
  const withChannel = { ...order, channel: "web" };
  const later = { ...order, totalMinor: 300, sourceUpdatedAt: 20 };
  for (const orders of [
    [withChannel, later],
    [later, withChannel],
  ]) {
    const latest = latestRecords([{ ...nothing, orders }]);
    expect(latest.orders.get("1")).toEqual({ ...later, channel: "web" });
  }
});

test("of two tellings of one second the one that knows the discounts wins", () => {
  const known = { ...order, subtotalMinor: 500, discountMinor: 0, usedCode: false };
  for (const orders of [
    [order, known],
    [known, order],
  ]) {
    expect(latestRecords([{ ...nothing, orders }]).orders.get("1")).toEqual(known);
  }
});

test("a line is as last told, and keeps the product that was deleted since", () => {
  const line: OrderLineRecord = {
    orderId: "1",
    lineId: "3",
    productId: "5",
    variantId: "9",
    quantity: 2,
    priceMinor: 950,
    discountMinor: 0,
    sourceUpdatedAt: 10,
  };
  const later = { ...line, productId: null, variantId: null, quantity: 1, sourceUpdatedAt: 20 };
  const other = { ...line, lineId: "4" };
  for (const orderLines of [
    [line, later, other],
    [other, later, line],
  ]) {
    const latest = latestRecords([{ ...nothing, orderLines }]);
    expect(latest.orderLines.get("1 3")).toEqual({ ...later, productId: "5", variantId: "9" });
    expect(latest.orderLines.get("1 4")).toEqual(other);
  }
});

test("of two prices of a variant in one second the dearer stands", () => {
  const variant = {
    variantId: "9",
    productId: "5",
    priceMinor: 950,
    compareAtMinor: null,
    sourceUpdatedAt: 10,
  };
  const dearer = { ...variant, priceMinor: 1000 };
  const latest = latestRecords([{ ...nothing, variants: [dearer, variant] }]);
  expect(latest.variants.get("9")).toEqual(dearer);
});

test("a customer's consent is the newest word for each channel; of one instant, the refusal", () => {
  const consent = (state: string, sourceUpdatedAt: number, channel: "email" | "sms" = "email") => ({
    customerId: "7",
    channel,
    state,
    sourceUpdatedAt,
  });
  const told = [
    consent("unsubscribed", 10),
    consent("subscribed", 10),
    consent("pending", 5),
    consent("subscribed", 20, "sms"),
  ];
  for (const consents of [told, told.toReversed()]) {
    const latest = latestRecords([{ ...nothing, consents }]);
    expect(latest.consents.get("7 email")?.state).toBe("unsubscribed");
    expect(latest.consents.get("7 sms")?.state).toBe("subscribed");
  }
});

test("a deleted collection stays deleted and keeps its title", () => {
  const named = { handle: "mugs", title: "Mugs" };
  const collection = { ...named, collectionId: "3", deletedAt: null, sourceUpdatedAt: 10 };
  const deletion = { ...collection, handle: "", title: "", deletedAt: 15, sourceUpdatedAt: 15 };
  for (const collections of [
    [collection, deletion],
    [deletion, collection],
  ]) {
    const latest = latestRecords([{ ...nothing, collections }]);
    expect(latest.collections.get("3")).toEqual({ ...collection, deletedAt: 15 });
  }
});

test("a deleted product stays deleted and keeps its title and price", () => {
  const deletion = { ...product, title: "", priceMinor: null, deletedAt: 15, sourceUpdatedAt: 15 };
  const later = { ...product, title: "Cup", sourceUpdatedAt: 20 };
  for (const products of [
    [product, deletion, later],
    [later, deletion, product],
    [deletion, later, product],
  ]) {
    const latest = latestRecords([{ ...nothing, products }]);
    expect(latest.products.get("5")).toEqual({ ...later, deletedAt: 15 });
  }
});

test("a deleted customer stays deleted, and was created when the earliest telling says", () => {
  const latest = latestRecords([
    tellWebhook("customers/delete", { id: 7 }, "2026-03-01T00:00:00Z"),
    tellWebhook("customers/update", {
      id: 7,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-04-01T00:00:00Z",
    }),
  ]);
  expect(latest.customers.get("7")).toEqual({
    customerId: "7",
    createdAt: Date.parse("2026-01-01T00:00:00Z"),
    deletedAt: Date.parse("2026-03-01T00:00:00Z"),
    sourceUpdatedAt: Date.parse("2026-04-01T00:00:00Z"),
  });
});
