import { beforeAll, describe, expect, test } from "vitest";
import { signWebhook } from "../../../dev-store/webhooks/send-delivery.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

// The dev store does what a merchant does, and the app's own processes take what Shopify sends.
const app = useApp();
let installed: Installed;
const line = { title: "Mug", quantity: 1, priceMinor: 5000 };

beforeAll(async () => {
  installed = await app.install("topics");
});

async function read(sql: string, ...values: unknown[]): Promise<unknown[]> {
  await app.settle(installed.shopId);
  return (await app.pool.query(sql, [installed.shopId, ...values])).rows;
}

test("a merge makes two people one, with the orders and the facts of both", async () => {
  const { shop } = installed;
  const kept = shop.createCustomer({}).id;
  const gone = shop.createCustomer({}).id;
  shop.createOrder({ customerId: kept, lines: [line] });
  shop.createOrder({ customerId: gone, lines: [line], sourceName: "pos" });
  const people = `SELECT profile.customer_id AS customer, identity.key FROM identity
    JOIN profile USING (shop_id, profile_id)
    WHERE shop_id = $1 AND identity.kind = 'customer' AND identity.key = ANY($2::text[]) ORDER BY 2`;
  expect(await read(people, [kept, gone])).toEqual([
    { customer: kept, key: kept },
    { customer: gone, key: gone },
  ]);
  shop.mergeCustomers({ keptId: kept, deletedId: gone, failure: "Already under way." });
  expect(await read(people, [kept, gone])).toContainEqual({ customer: gone, key: gone });

  shop.mergeCustomers({ keptId: kept, deletedId: gone });
  expect(await read(people, [kept, gone])).toEqual([
    { customer: kept, key: kept },
    { customer: kept, key: gone },
  ]);
  const placed = `SELECT count(*)::int AS count FROM fact JOIN identity USING (shop_id, identity_id)
    JOIN profile USING (shop_id, profile_id)
    WHERE shop_id = $1 AND customer_id = $2 AND signal = 'order_placed'`;
  expect(await read(placed, kept)).toEqual([{ count: 2 }]);
  const channels = `SELECT channel FROM customer_order WHERE shop_id = $1 ORDER BY 1`;
  expect(await read(channels)).toEqual([{ channel: "pos" }, { channel: "web" }]);
});

test("consents are the customer's last word, and each choice is a fact", async () => {
  const { shop } = installed;
  const { id } = shop.createCustomer({ email: "bob@example.com" });
  const at = app.devStore.clock.now();
  const email = (state: "subscribed" | "unsubscribed", when: number) =>
    shop.setMarketingConsent(id, { channel: "email", state }, { at: when });
  email("unsubscribed", at);
  email("subscribed", at - 60_000);
  shop.setMarketingConsent(id, { channel: "sms", state: "pending" }, { at });
  const consents = `SELECT channel, state FROM customer_consent WHERE shop_id = $1 AND customer_id = $2 ORDER BY 1`;
  expect(await read(consents, id)).toEqual([
    { channel: "email", state: "unsubscribed" },
    { channel: "sms", state: "pending" },
  ]);
  const facts = `SELECT signal, trust FROM fact JOIN identity USING (shop_id, identity_id)
    WHERE shop_id = $1 AND kind = 'customer' AND identity.key = $2 ORDER BY 1`;
  expect(await read(facts, id)).toEqual([
    { signal: "email_subscribed", trust: "signed" },
    { signal: "email_unsubscribed", trust: "signed" },
  ]);
});

test("a fulfilled order is a fact at the time its parcel left", async () => {
  const { shop } = installed;
  const customerId = shop.createCustomer({}).id;
  const { id } = shop.createOrder({ customerId, lines: [line], isPaid: false });
  shop.payOrder(id);
  const at = Math.floor(app.devStore.clock.now() / 1000) * 1000 - 3000;
  shop.fulfillOrder(id, { at });
  const facts = `SELECT occurred_at AS at FROM fact WHERE shop_id = $1 AND key = $2`;
  expect(await read(facts, `order:${id}:fulfilled`)).toEqual([{ at }]);
});

test("a collection keeps its name when it is deleted", async () => {
  const { shop } = installed;
  const { id } = shop.createCollection({ handle: "mugs", title: "Mugs" });
  shop.updateCollection(id, { title: "All mugs" }, { at: app.devStore.clock.now() + 2000 });
  shop.deleteCollection(id, { at: app.devStore.clock.now() + 4000 });
  const rows = `SELECT handle, title, deleted_at IS NOT NULL AS gone FROM collection WHERE shop_id = $1`;
  expect(await read(rows)).toEqual([{ handle: "mugs", title: "All mugs", gone: true }]);
});

describe("a changed price", () => {
  const changes = `SELECT variant_id, from_minor, to_minor FROM price_change
    WHERE shop_id = $1 AND product_id = $2 ORDER BY changed_at, variant_id`;

  test("is one change, although products/update and the Next Gen Event both tell it", async () => {
    const { shop } = installed;
    const variants = [{ priceMinor: 1000 }, { priceMinor: 2000, compareAtPriceMinor: 2500 }];
    const product = shop.createProduct({ title: "Mug", variants });
    const [first, second] = product.variants;
    if (first === undefined || second === undefined) throw new Error("the product has variants");
    const at = app.devStore.clock.now() + 10_000;
    shop.updateProduct(product.id, { variants: [{ id: first.id, priceMinor: 800 }] }, { at });
    expect(await read(changes, product.id)).toEqual([
      { variant_id: first.id, from_minor: 1000, to_minor: 800 },
    ]);
    const told = `SELECT topic, count(*)::int AS count FROM raw_event
      WHERE shop_id = $1 AND COALESCE(wire->>'id', wire#>>'{data,product,id}') = $2 GROUP BY 1 ORDER BY 1`;
    expect(await read(told, product.id)).toEqual([
      { topic: "Product/update", count: 1 },
      { topic: "products/create", count: 1 },
      { topic: "products/update", count: 1 },
    ]);
    const stored = `SELECT variant_id, price_minor, compare_at_minor FROM variant
      WHERE shop_id = $1 AND product_id = $2 ORDER BY 1`;
    expect(await read(stored, product.id)).toEqual([
      { variant_id: first.id, price_minor: 800, compare_at_minor: null },
      { variant_id: second.id, price_minor: 2000, compare_at_minor: 2500 },
    ]);
  });

  test("of before the installation is known from history, and so the next one is seen", async () => {
    let product: ReturnType<Installed["shop"]["createProduct"]> | undefined;
    const older = await app.install("topics-older", {
      before: (shop) => {
        product = shop.createProduct({ title: "Mug", priceMinor: 1000 }, { emit: false });
      },
    });
    if (product === undefined) throw new Error("the product was made before");
    const at = app.devStore.clock.now() + 5000;
    older.shop.updateProduct(product.id, { priceMinor: 700 }, { at });
    await app.settle(older.shopId);
    const { rows } = await app.pool.query(changes, [older.shopId, product.id]);
    expect(rows).toMatchObject([{ from_minor: 1000, to_minor: 700 }]);
  });

  test("is refused where signature, headers or body are not a Next Gen Event's", async () => {
    const body = JSON.stringify({ topic: "Product", action: "update", data: null });
    const send = async (headers: Record<string, string | undefined>, text = body) => {
      const { domain } = installed;
      const event = { domain, topic: "Product/update", body: text, headers };
      return (await sendWebhook(app, event)).status;
    };
    expect(await send({})).toBe(200);
    expect(await send({ "shopify-hmac-sha256": signWebhook(body, "another secret") })).toBe(401);
    expect(await send({ "shopify-action": undefined })).toBe(400);
    expect(await send({ "shopify-topic": undefined })).toBe(400);
    expect(await send({ "shopify-topic": "Order" })).toBe(404);
    expect(await send({ "shopify-action": "delete" })).toBe(404);
    // Signed by Shopify, and yet another topic's body.
    expect(await send({}, JSON.stringify({ id: 1, title: "Mug" }))).toBe(400);
    expect(await send({ "shopify-shop-domain": "stranger.myshopify.com" })).toBe(404);
  });
});
