import { expect, test } from "vitest";
import type { Condition } from "../../../app/pipeline/segment/condition-tree.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { recordApiBatch } from "../../../app/services/record-api-batch.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { HOUR_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";
import { buildAll, draftOf, publish } from "../../support/publish.ts";

const shop = useShop();
const { tell, work, membershipsOf, desiredOf } = shop;

async function settle(at: number): Promise<void> {
  await ingestAll(work(at));
  await scoreAll(work(at));
}

async function put(condition: Condition): Promise<void> {
  const draft = draftOf(condition, { tag: "it" });
  const result = await publish(work(NOW), { handle: "it", draft });
  expect(result).toMatchObject({ outcome: "published" });
  await buildAll(work(NOW));
}

const product = (at: number, type: string, price: string) => ({
  id: 7,
  title: "Boots",
  product_type: type,
  updated_at: iso(at),
  variants: [{ id: 70, product_id: 7, price, compare_at_price: null, updated_at: iso(at) }],
});
const bought = (where: Extract<Condition, { kind: "share" }>["where"]): Condition => ({
  kind: "count",
  of: { kind: "orders", where },
  each: null,
  window: null,
  comparison: "at-least",
  count: 1,
});

/** Customer 1 bought product 7, customer 2 something else. */
async function sell(): Promise<void> {
  const line = { price: "10.00", quantity: 1, discount_allocations: [] };
  for (const customer of [1, 2]) {
    await tell("orders/create", NOW, {
      ...order(customer, customer, NOW - HOUR_MS),
      line_items: [{ ...line, id: customer, product_id: customer === 1 ? 7 : 8 }],
    });
  }
  await tell("products/create", NOW, product(NOW - HOUR_MS, "Sandals", "20.00"));
  await settle(NOW);
}

test("who bought a product is looked at when it becomes another one", async () => {
  await sell();
  await put(bought([{ kind: "product-type", names: ["Shoes"] }]));
  expect(await membershipsOf(1)).not.toContain("it");
  await tell("products/update", NOW, product(NOW + 1000, "Shoes", "20.00"));
  await settle(NOW + 2000);
  expect(await membershipsOf(1)).toContain("it");
  expect(await membershipsOf(2)).not.toContain("it");
  const rebuilt = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: NOW + 2000 });
  expect(rebuilt.get("1")).toEqual(await desiredOf(1));
});

test("who bought a product is looked at when its price falls, and when that was too long ago", async () => {
  await sell();
  const within = { kind: "fixed", ms: HOUR_MS } as const;
  await put(bought([{ kind: "price-dropped", afterwards: false, within }]));
  await tell("products/update", NOW, product(NOW + 1000, "Sandals", "15.00"));
  await settle(NOW + 2000);
  expect(await membershipsOf(1)).toContain("it");
  await scoreAll(work(NOW + 1000 + HOUR_MS - 1));
  expect(await membershipsOf(1)).toContain("it");
  await scoreAll(work(NOW + 1000 + HOUR_MS));
  expect(await membershipsOf(1)).not.toContain("it");
});

/** Customer 1 puts product 7 into a cart. */
async function addToCart(at: number): Promise<void> {
  const value = {
    ...{ userId: "1", event: "Product Added", properties: { product_id: "7" } },
    ...{ messageId: `add-${at}`, timestamp: iso(at), sentAt: iso(at) },
  };
  const { shopId } = shop;
  const writer = { shopId, kind: "server", userIdIs: "customer", hashAddress: null } as const;
  const size = JSON.stringify(value).length;
  const body = { value, writeKey: null };
  const capture = createCapture(shop.pool);
  const told = { capture, writer, call: "track", body, size, now: at } as const;
  expect(await recordApiBatch(told)).toMatchObject({ outcome: "recorded", refused: [] });
}

test("who put a product into the cart is looked at when it turns out that it cost more then, though it costs now what it did", async () => {
  await sell();
  const where = [{ kind: "product-type" as const, names: ["Sandals"] }];
  await put({
    ...{ kind: "sum", money: "whole", window: null, comparison: "at-least", amount: 36 },
    of: { kind: "signals", signals: ["product_added_to_cart"], where },
  });
  await addToCart(NOW + 4000);
  await tell("products/update", NOW + 6000, product(NOW + 6000, "Sandals", "15.00"));
  await addToCart(NOW + 8000);
  await settle(NOW + 9000);
  // 20.00 and 15.00
  expect(await membershipsOf(1)).not.toContain("it");
  await tell("products/update", NOW + 10_000, product(NOW + 3000, "Sandals", "21.00"));
  await settle(NOW + 10_000);
  expect(await membershipsOf(1)).toContain("it");
  const rebuilt = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: NOW + 10_000 });
  expect(rebuilt.get("1")).toEqual(await desiredOf(1));
});

test("a customer is looked at when their consent changes, also to what is no choice of theirs", async () => {
  await sell();
  await put({ kind: "consent", channel: "email", states: ["pending"] });
  await tell("customers_email_marketing_consent/update", NOW, {
    customer_id: 1,
    email_marketing_consent: {
      state: "pending",
      opt_in_level: null,
      consent_updated_at: iso(NOW + 1000),
    },
  });
  await settle(NOW + 2000);
  expect(await membershipsOf(1)).toContain("it");
  const rebuilt = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: NOW + 2000 });
  expect(rebuilt.get("1")).toEqual(await desiredOf(1));
});

test("a customer is looked at when somebody gives them a tag that a condition names", async () => {
  await sell();
  await publish(work(NOW), { handle: "it", draft: draftOf({ kind: "tag", tag: "Wholesale" }) });
  await buildAll(work(NOW));
  const change = async (topic: string, at: number): Promise<void> => {
    const customerId = "gid://shopify/Customer/1";
    await tell(topic, at, { customerId, tags: ["wholesale"], occurredAt: iso(at) });
    await settle(at);
  };
  await change("customer.tags_added", NOW + 1000);
  expect(await membershipsOf(1)).toContain("it");
  await change("customer.tags_removed", NOW + 2000);
  expect(await membershipsOf(1)).not.toContain("it");
});
