import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { WEBHOOK_TOPICS } from "../../../app/pipeline/capture/topics.ts";
import { signWebhook } from "../../../dev-store/webhooks/send-delivery.ts";
import { count, readProductRows, readShopRows } from "../../support/app-rows.ts";
import { PERSONAL_IN_ROWS, sampleOf } from "../../support/webhook-samples.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shopA: Installed;
let shopB: Installed;

const ORDER = {
  id: 5001,
  admin_graphql_api_id: "gid://shopify/Order/5001",
  created_at: "2026-11-20T10:00:00Z",
  updated_at: "2026-11-20T10:00:00Z",
  processed_at: "2026-11-20T10:00:00Z",
  cancelled_at: null,
  currency: "EUR",
  total_price: "12.50",
  test: false,
  customer: { id: 7001 },
  cart_token: "cart-1",
  checkout_token: "checkout-1",
};

beforeAll(async () => {
  shopA = await app.install("a");
  shopB = await app.install("b");
});

const countRaw = (shopId: number): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1", [shopId]);

async function latestWire(shopId: number): Promise<unknown> {
  const { rows } = await app.pool.query<{ wire: unknown }>(
    "SELECT wire FROM raw_event WHERE shop_id = $1 ORDER BY raw_event_id DESC LIMIT 1",
    [shopId],
  );
  return rows[0]?.wire;
}

describe("a webhook that is good", () => {
  test("is durable when it is answered with 200", async () => {
    const before = await countRaw(shopA.shopId);
    const answer = await sendWebhook(app, {
      domain: shopA.domain,
      topic: "orders/create",
      body: ORDER,
    });
    expect(answer.status).toBe(200);
    expect(await countRaw(shopA.shopId)).toBe(before + 1);
    expect(await latestWire(shopA.shopId)).toMatchObject({ id: "5001", customer: { id: "7001" } });
  });

  test("is stored once when it comes again under its id, also at the same time", async () => {
    const before = await countRaw(shopA.shopId);
    const webhook = {
      domain: shopA.domain,
      topic: "orders/updated",
      body: { ...ORDER, updated_at: "2026-11-20T11:00:00Z" },
      webhookId: "the same every time",
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendWebhook(app, webhook)));
    answers.push(await sendWebhook(app, webhook));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await countRaw(shopA.shopId)).toBe(before + 1);
  });

  test("keeps ids beyond 2^53 to the last digit", async () => {
    const body = JSON.stringify(ORDER)
      .replace('"gid://shopify/Order/5001"', "null")
      .replace('"id":5001', '"id":9007199254740993')
      .replace('"id":7001', '"id":9223372036854775807');
    expect(
      (await sendWebhook(app, { domain: shopA.domain, topic: "orders/create", body })).status,
    ).toBe(200);
    expect(await latestWire(shopA.shopId)).toMatchObject({
      id: "9007199254740993",
      customer: { id: "9223372036854775807" },
    });
    await app.settle(shopA.shopId);
    const { rows } = await app.pool.query(
      "SELECT order_id, customer_id FROM customer_order WHERE shop_id = $1 AND order_id LIKE '9007%'",
      [shopA.shopId],
    );
    expect(rows).toEqual([{ order_id: "9007199254740993", customer_id: "9223372036854775807" }]);
  });

  test("is stored when the cut of a long title falls into a character", async () => {
    const title = `${"x".repeat(254)}\u{1F525} and more`;
    const body = { id: 9, title, updated_at: "2026-11-20T10:00:00Z", variants: [] };
    const answer = await sendWebhook(app, { domain: shopA.domain, topic: "products/update", body });
    expect(answer.status).toBe(200);
    expect(await latestWire(shopA.shopId)).toMatchObject({ title: "x".repeat(254) });
  });
});

test("what PostgreSQL cannot hold is mended where people read it, and dropped where it sorts customers", async () => {
  const hostile = "Mug \u0000\ud800";
  const mended = "Mug \ufffd\ufffd";
  const at = "2026-11-20T10:00:00Z";
  const variants = [{ id: 95, price: "3.00" }];
  const product = { id: 94, title: hostile, vendor: hostile, updated_at: at, variants };
  const tags = { customerId: "7004", tags: [hostile, `${hostile}2`], occurredAt: at };
  const { domain, shopId } = shopA;
  for (const [topic, body] of [
    ["products/update", product],
    ["collections/update", { id: 96, handle: "mugs", title: hostile, updated_at: at }],
    ["customer.tags_added", tags],
  ] as const) {
    expect((await sendWebhook(app, { domain, topic, body })).status, topic).toBe(200);
  }
  expect(await latestWire(shopId)).toMatchObject({ customerId: "7004", tags: [] });
  await app.settle(shopId);
  const read = (sql: string) => app.pool.query(sql, [shopId]).then(({ rows }) => rows);
  const ofProduct = "SELECT title, vendor FROM product WHERE shop_id = $1 AND product_id = '94'";
  expect(await read(ofProduct)).toEqual([{ title: mended, vendor: mended }]);
  const ofCollection = "SELECT title FROM collection WHERE shop_id = $1 AND collection_id = '96'";
  expect(await read(ofCollection)).toEqual([{ title: mended }]);
});

describe("a webhook that is refused", () => {
  const good = () => ({ domain: shopA.domain, topic: "orders/create", body: ORDER as unknown });

  test.each([
    ["an HMAC of another secret", signWebhook(JSON.stringify(ORDER), "another secret")],
    ["the HMAC of another body", "bm90IHRoZSBzaWduYXR1cmU="],
    ["an HMAC that is no base64", "%%%"],
  ])("gets 401 for %s, and leaves no row", async (_case, signature) => {
    const before = await countRaw(shopA.shopId);
    const headers = { "x-shopify-hmac-sha256": signature };
    expect((await sendWebhook(app, { ...good(), headers })).status).toBe(401);
    expect(await countRaw(shopA.shopId)).toBe(before);
  });

  test.each([
    "x-shopify-hmac-sha256",
    "x-shopify-topic",
    "x-shopify-shop-domain",
    "x-shopify-webhook-id",
    "x-shopify-api-version",
  ])("gets 400 when the header %s is missing", async (name) => {
    const before = await countRaw(shopA.shopId);
    const answer = await sendWebhook(app, { ...good(), headers: { [name]: undefined } });
    expect(answer.status).toBe(400);
    expect(await countRaw(shopA.shopId)).toBe(before);
  });

  test.each<[string, unknown, RegExp]>([
    ["JSON that is cut off", '{"id": 1', /orders\/create: not JSON/],
    ["a list where an object belongs", [], /orders\/create/],
    [
      "a price that is a number",
      { ...ORDER, total_price: 12.5 },
      /total_price: expected a decimal/,
    ],
    ["a customer without a readable id", { ...ORDER, customer: { id: "x" } }, /customer\.id/],
    ["no time", { ...ORDER, created_at: undefined }, /created_at: expected an ISO 8601 time/],
    ["a token with a NUL in it", { ...ORDER, cart_token: "a\u0000b" }, /cart_token/],
    ["a token with half a surrogate pair", { ...ORDER, cart_token: "a\ud800b" }, /cart_token/],
  ])("gets 400 with a reason that names it for %s", async (_case, body, reason) => {
    const before = await countRaw(shopA.shopId);
    const answer = await sendWebhook(app, { ...good(), body });
    expect(answer.status).toBe(400);
    expect(z.object({ error: z.string() }).parse(JSON.parse(answer.text)).error).toMatch(reason);
    expect(await countRaw(shopA.shopId)).toBe(before);
  });

  test("gets 404 for a topic that nobody reads, and for one at another topic's address", async () => {
    expect((await sendWebhook(app, { ...good(), topic: "themes/publish" })).status).toBe(404);
    expect((await sendWebhook(app, { ...good(), uri: "/webhooks/app" })).status).toBe(404);
  });

  test("gets 404 from a shop where the app is not installed", async () => {
    const answer = await sendWebhook(app, { ...good(), domain: "stranger.myshopify.com" });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("not installed");
  });

  test.each(["/webhooks", "/webhooks/app", "/webhooks/privacy"])(
    "gets 405 when %s is asked for with GET",
    async (path) => {
      const response = await fetch(`${app.appUrl}${path}`);
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("POST");
    },
  );
});

test("what shop A signs changes nothing of shop B, whatever its payloads name", async () => {
  for (const { domain } of [shopA, shopB]) {
    for (const topic of ["orders/create", "orders/updated"]) {
      await sendWebhook(app, { domain, topic, body: ORDER });
    }
  }
  await app.settle(shopA.shopId);
  await app.settle(shopB.shopId);
  const before = await readProductRows(app.pool, shopB.shopId);
  expect(before.map(({ table }) => table)).toContain("customer_order");

  const domain = shopA.domain;
  const named = { shop_id: 1, shop_domain: shopB.domain, myshopify_domain: shopB.domain };
  const sent: [string, object][] = [
    ["orders/cancelled", { ...ORDER, ...named, cancelled_at: "2026-11-21T00:00:00Z" }],
    ["customers/delete", { id: 7001, ...named }],
    ["shop/update", { id: 1, ...named, currency: "JPY", iana_timezone: "Asia/Tokyo" }],
  ];
  // Who signs for A and names B has taken a delivery of B's and sent it again under A's name, or the reverse.
  const forged: [string, object][] = [
    ["app/uninstalled", { id: 1, ...named }],
    ["customers/redact", { ...named, customer: { id: 7001 }, orders_to_redact: [] }],
    ["shop/redact", named],
  ];
  for (const [topic, body] of sent) {
    const answer = await sendWebhook(app, {
      domain,
      topic,
      body,
      triggeredAt: Date.now() + 60_000,
    });
    expect(answer.status).toBe(200);
  }
  for (const [topic, body] of forged) {
    const answer = await sendWebhook(app, { domain, topic, body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("names another shop");
  }
  expect(await readProductRows(app.pool, shopB.shopId)).toEqual(before);
  const sessions = 'SELECT shop FROM "Session" ORDER BY shop';
  expect((await app.pool.query(sessions)).rows).toHaveLength(2);
});

const DATA_TOPICS = WEBHOOK_TOPICS.map(({ topic }) => topic).filter(
  (topic) => !/^app\/|redact|data_request/.test(topic),
);

// Shopify's own documentation samples, names and addresses included.
describe("Shopify's full samples", () => {
  test.each(DATA_TOPICS)("%s leaves nothing personal in any table", async (topic) => {
    const body = sampleOf(topic);
    expect(body).not.toBeNull();
    const answer = await sendWebhook(app, { domain: shopB.domain, topic, body });
    expect(answer.status).toBe(200);
    const rows = await readShopRows(app.pool, shopB.shopId);
    const ours = rows.filter(({ table }) => !["segment", "shop"].includes(table));
    expect(ours.filter(({ text }) => PERSONAL_IN_ROWS.test(text))).toEqual([]);
  });

  test("hold the personal data that is looked for", () => {
    expect(JSON.stringify(sampleOf("orders/create"))).toMatch(PERSONAL_IN_ROWS);
  });
});

test("what came in by webhook is counted by what became of it", async () => {
  const { shopId, domain } = await app.install("counted");
  const webhook = { domain, topic: "orders/create", body: ORDER as unknown, webhookId: "once" };
  await sendWebhook(app, webhook);
  await sendWebhook(app, webhook);
  await sendWebhook(app, { ...webhook, body: "{" });
  await sendWebhook(app, { ...webhook, topic: "themes/publish", uri: "/webhooks" });
  await sendWebhook(app, { ...webhook, headers: { "x-shopify-hmac-sha256": "forged" } });
  const counted = async (): Promise<unknown> =>
    (
      await app.pool.query(
        `SELECT outcome, reason, sum(count)::int AS count FROM intake_minute
         WHERE shop_id = $1 AND source = 'webhook' GROUP BY 1, 2 ORDER BY 1, 2`,
        [shopId],
      )
    ).rows;
  await expect.poll(counted, { timeout: 10_000, interval: 200 }).toEqual([
    { outcome: "accepted", reason: "", count: 1 },
    { outcome: "duplicate", reason: "", count: 1 },
    { outcome: "rejected", reason: "orders/create: not JSON", count: 1 },
    { outcome: "rejected", reason: "unknown-topic", count: 1 },
  ]);
});
