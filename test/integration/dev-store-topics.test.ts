import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signWebhook } from "../../dev-store/webhooks/send-delivery.ts";
import { CLIENT_SECRET, startEdgeWorld } from "./dev-store-edges-fake-app.ts";
import type { AppRequest, EdgeWorld } from "./dev-store-edges-fake-app.ts";

let world: EdgeWorld;
beforeAll(async () => {
  world = await startEdgeWorld();
  await world.shop.installApp();
});
afterAll(() => world.close());
beforeEach(() => {
  world.requests.length = 0;
});

const bodyOf = ({ body }: AppRequest): Record<string, unknown> => JSON.parse(body);
const topicOf = ({ headers }: AppRequest): string =>
  String(headers["x-shopify-topic"] ?? `${String(headers["shopify-topic"])} by Next Gen Event`);

/** What came to the app since, by topic. */
async function told(): Promise<Map<string, Record<string, unknown>>> {
  await world.devStore.webhooks.idle();
  return new Map(world.requests.map((request) => [topicOf(request), bodyOf(request)]));
}

const line = { title: "Mug", quantity: 1, priceMinor: 950 };

test("an order is paid and fulfilled in its own time, and says so", async () => {
  const { shop } = world;
  const order = shop.createOrder({ lines: [line], isPaid: false, sourceName: "pos" });
  expect([...(await told()).keys()]).toEqual(["orders/create"]);
  shop.payOrder(order.id);
  expect(() => shop.payOrder(order.id)).toThrow(/paid already/);
  const at = world.devStore.clock.now() + 5000;
  shop.fulfillOrder(order.id, { at });
  shop.fulfillOrder(order.id, { at: at + 5000 });
  const topics = await told();
  expect([...topics.keys()].toSorted()).toEqual([
    "orders/create",
    "orders/fulfilled",
    "orders/paid",
    "orders/updated",
  ]);
  expect(topics.get("orders/paid")).toMatchObject({ source_name: "pos", fulfillment_status: null });
  expect(topics.get("orders/fulfilled")).toMatchObject({
    fulfillment_status: "fulfilled",
    fulfillments: [{ status: "success" }],
  });
  expect(topics.get("orders/fulfilled")?.["fulfillments"]).toHaveLength(1);
});

test("a customer's account is enabled and disabled once each", async () => {
  const { id } = world.shop.createCustomer({ email: "bob@example.com" }, { emit: false });
  world.shop.enableCustomer(id);
  world.shop.enableCustomer(id);
  world.shop.disableCustomer(id);
  expect([...(await told()).keys()].toSorted()).toEqual([
    "customers/disable",
    "customers/enable",
    "customers/update",
  ]);
});

test("consents are told by channel, without the address they are about", async () => {
  const { id } = world.shop.createCustomer({ email: "bob@example.com" }, { emit: false });
  world.shop.setMarketingConsent(id, { channel: "email", state: "subscribed" });
  world.shop.setMarketingConsent(id, { channel: "sms", state: "unsubscribed" });
  const topics = await told();
  expect(topics.get("customers_email_marketing_consent/update")).toEqual({
    customer_id: Number(id),
    email_marketing_consent: { state: "subscribed", consent_updated_at: expect.any(String) },
  });
  expect(topics.get("customers_marketing_consent/update")).toMatchObject({
    id: Number(id),
    sms_marketing_consent: { state: "unsubscribed" },
  });
});

test("two customers become one with the orders and tags of both; a failed merge changes nothing", async () => {
  const { shop } = world;
  const kept = shop.createCustomer({ tags: ["a"] }, { emit: false }).id;
  const gone = shop.createCustomer({ tags: ["b"] }, { emit: false }).id;
  const order = shop.createOrder({ customerId: gone, lines: [line] }, { emit: false });
  shop.mergeCustomers({ keptId: kept, deletedId: gone, failure: "A merge is in progress." });
  expect((await told()).get("customers/merge")).toMatchObject({ status: "failed" });
  expect(shop.order(order.id)?.customerId).toBe(gone);

  shop.mergeCustomers({ keptId: kept, deletedId: gone });
  const merge = (await told()).get("customers/merge");
  expect(merge).toEqual({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone}`,
    status: "completed",
  });
  expect(shop.customer(gone)).toBeUndefined();
  expect(shop.customer(kept)).toMatchObject({ tags: ["a", "b"], numberOfOrders: 1 });
  expect(shop.order(order.id)?.customerId).toBe(kept);
});

test("collections are made of products, told without them, and deleted", async () => {
  const { shop } = world;
  const product = shop.createProduct({ title: "Mug", priceMinor: 950 }, { emit: false });
  expect(() => shop.createCollection({ handle: "x", title: "X", productIds: ["1"] })).toThrow(
    /no product 1/,
  );
  const { id } = shop.createCollection({ handle: "mugs", title: "Mugs" });
  shop.updateCollection(id, { productIds: [product.id] });
  expect(shop.collection(id)?.productIds).toEqual([product.id]);
  shop.deleteCollection(id);
  expect([...shop.collections()]).toEqual([]);
  const topics = await told();
  expect(topics.get("collections/update")).toMatchObject({ handle: "mugs", title: "Mugs" });
  expect(topics.get("collections/delete")).toMatchObject({ id: Number(id) });
});

test("a checkout that is deleted is named by its cart", async () => {
  const { shop } = world;
  shop.upsertCheckout({ token: "k-1", cartToken: "c-1", lines: [line] }, { emit: false });
  shop.deleteCheckout("k-1");
  expect(shop.checkout("k-1")).toBeUndefined();
  expect((await told()).get("checkouts/delete")).toEqual({ cart_token: "c-1" });
});

test("a changed price comes as products/update and as a Next Gen Event, signed and answered from the API", async () => {
  const { shop, devStore } = world;
  const product = shop.createProduct(
    { title: "Mug", variants: [{ priceMinor: 950 }, { priceMinor: 1200 }] },
    { emit: false },
  );
  const [small] = product.variants;
  if (small === undefined) throw new Error("the product has variants");
  shop.updateProduct(product.id, { title: "Mug, blue" });
  await devStore.webhooks.idle();
  expect(world.requests.map(topicOf)).toEqual(["products/update"]);

  shop.updateProduct(product.id, { variants: [{ id: small.id, priceMinor: 800 }] });
  await devStore.webhooks.idle();
  const event = world.requests.find(({ url }) => url.pathname === "/webhooks/events");
  if (event === undefined) throw new Error("no event came");
  expect(event.headers).toMatchObject({
    "shopify-topic": "Product",
    "shopify-action": "update",
    "shopify-handle": "price-change",
    "shopify-api-version": "2026-10",
    "shopify-shop-domain": shop.domain,
    "shopify-hmac-sha256": signWebhook(event.body, CLIENT_SECRET),
  });
  expect(Object.keys(event.headers).filter((name) => name.startsWith("x-shopify"))).toEqual([]);
  const gid = `gid://shopify/ProductVariant/${small.id}`;
  expect(bodyOf(event)).toMatchObject({
    fields_changed: { updated: [expect.stringContaining(`variants[id: '${gid}'].price`)] },
    data: {
      product: {
        title: "Mug, blue",
        priceRangeV2: { minVariantPrice: { amount: "8.0" } },
      },
      productVariant: { id: gid, price: "8.00", compareAtPrice: null },
    },
  });
});
