import { createCapture } from "../../../app/services/create-capture.ts";
import { describe, expect, test } from "vitest";
import { readStitching } from "../../../app/queries/read-stitching.ts";
import {
  recordBrowseBatch,
  recordPixelBatch,
} from "../../../app/services/record-storefront-batch.ts";
import { undoMerge } from "../../../app/services/undo-merge.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll } from "../../support/app-direct.ts";
import { DAY_MS, HOUR_MS, NOW, iso, useShop } from "../../support/app-shop.ts";
import { judgeOneByOne } from "../../support/stitch-oracle.ts";

const app = useShop();
const MINUTE_MS = 60_000;
const NO_GAPS = {
  "before-install": 0,
  "no-token": 0,
  "unseen-cart": 0,
  "other-person": 0,
  "no-browsing": 0,
};

const uuid = (client: number): string => `30000000-0000-4000-8000-00000000000${client}`;

async function domainOf(shopId: number): Promise<string> {
  const { rows } = await app.pool.query<{ domain: string }>(
    "SELECT domain FROM shop WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.domain ?? "";
}

/** A browser looks at a product; with a cart in its hands, and logged in, where the test says so. */
async function browse(
  client: number,
  at: number,
  told: { cart?: string; customer?: number } = {},
): Promise<void> {
  const result = await recordBrowseBatch({
    capture: createCapture(app.pool),
    domain: await domainOf(app.shopId),
    loggedInCustomerId: told.customer === undefined ? null : String(told.customer),
    now: at,
    body: JSON.stringify({
      clientId: uuid(client),
      cartToken: told.cart ?? null,
      consent: { analytics: true, marketing: true },
      sentAt: iso(at),
      events: [{ kind: "product_viewed", occurredAt: iso(at), productId: "5" }],
    }),
  });
  expect(result.outcome).toBe("recorded");
}

let orders = 0;
/** An order of a customer, null for a guest's, as a webhook tells it. */
async function buy(
  customer: number | null,
  at: number,
  told: { cart?: string; checkout?: string; channel?: string | null; test?: boolean } = {},
): Promise<void> {
  orders += 1;
  await app.tell("orders/create", at, {
    id: 5000 + orders,
    created_at: iso(at),
    updated_at: iso(at),
    currency: "EUR",
    total_price: "20.00",
    customer: customer === null ? null : { id: customer },
    cart_token: told.cart ?? null,
    checkout_token: told.checkout ?? null,
    source_name: told.channel === undefined ? "web" : told.channel,
    test: told.test ?? false,
  });
}

async function read(days = 30) {
  await ingestAll(app.work(NOW));
  return readStitching({ shopId: app.shopId, now: NOW, days }, app.pool);
}

describe("an order is tied", () => {
  test("through the cart that a browser held", async () => {
    await browse(1, NOW - 2 * HOUR_MS, { cart: "c1" });
    await buy(71, NOW - HOUR_MS, { cart: "c1" });
    expect(await read()).toMatchObject({ orders: 1, tied: 1, gaps: NO_GAPS });
  });

  test("through a log-in alone, without a cart, and by what was done while logged in", async () => {
    await browse(1, NOW - 2 * DAY_MS, { customer: 71 });
    await buy(71, NOW - HOUR_MS);
    await browse(2, NOW - 2 * DAY_MS);
    await browse(2, NOW - DAY_MS / 2, { customer: 72 });
    await buy(72, NOW - DAY_MS);
    expect(await read()).toMatchObject({ orders: 2, tied: 2 });
  });

  test("through the checkout that the pixel saw", async () => {
    await app.pool.query("UPDATE shop SET pixel_token = $2 WHERE shop_id = $1", [
      app.shopId,
      `${app.shopId}.0123456789abcdef0123`,
    ]);
    const at = NOW - 2 * HOUR_MS;
    const seen = { occurredAt: iso(at), path: "/" };
    const sent = await recordPixelBatch({
      capture: createCapture(app.pool),
      now: at,
      body: JSON.stringify({
        shopToken: `${app.shopId}.0123456789abcdef0123`,
        clientId: uuid(1),
        shopifyClientId: null,
        customerId: null,
        consent: { analytics: true, marketing: true },
        sentAt: iso(at),
        events: [
          { ...seen, kind: "page_viewed" },
          { ...seen, kind: "checkout_started", checkoutToken: "k1" },
        ],
      }),
    });
    expect(sent.outcome).toBe("recorded");
    await buy(71, NOW - HOUR_MS, { checkout: "k1" });
    expect(await read()).toMatchObject({ orders: 1, tied: 1 });
  });

  test("also where a guest placed it", async () => {
    await browse(1, NOW - 2 * HOUR_MS, { cart: "c1" });
    await buy(null, NOW - HOUR_MS, { cart: "c1" });
    expect(await read()).toMatchObject({ orders: 1, tied: 1 });
  });

  test("by browsing of up to thirty days before it, to the millisecond, and not at its own instant", async () => {
    const at = NOW - HOUR_MS;
    await browse(1, at - 30 * DAY_MS, { cart: "c1" });
    await buy(71, at, { cart: "c1" });
    await browse(2, at - 30 * DAY_MS - 1, { cart: "c2" });
    await buy(72, at, { cart: "c2" });
    await browse(3, at, { cart: "c3" });
    await buy(73, at, { cart: "c3" });
    await browse(4, at - 1, { cart: "c4" });
    await buy(74, at, { cart: "c4" });
    expect(await read()).toMatchObject({
      orders: 4,
      tied: 2,
      gaps: { ...NO_GAPS, "no-browsing": 2 },
    });
  });
});

describe("an order is not tied", () => {
  test("because it was placed before the installation", async () => {
    await app.pool.query("UPDATE shop SET installed_at = $2 WHERE shop_id = $1", [
      app.shopId,
      new Date(NOW - 10 * DAY_MS),
    ]);
    await buy(71, NOW - 10 * DAY_MS - 1, { cart: "c1" });
    await buy(72, NOW - 10 * DAY_MS, { cart: "c2" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "before-install": 1, "unseen-cart": 1 });
  });

  test("because neither cart nor checkout was told, though others of the customer were", async () => {
    await browse(1, NOW - 50 * DAY_MS, { cart: "c0" });
    await buy(71, NOW - 49 * DAY_MS, { cart: "c0" });
    await buy(71, NOW - HOUR_MS);
    await buy(null, NOW - HOUR_MS);
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "no-token": 2 });
  });

  test("because no browser was seen with the cart", async () => {
    await app.tell("carts/create", NOW - 2 * HOUR_MS, {
      token: "c1",
      created_at: iso(NOW - 2 * HOUR_MS),
      updated_at: iso(NOW - 2 * HOUR_MS),
      line_items: [{ product_id: 1, variant_id: 1, quantity: 1 }],
    });
    await buy(71, NOW - HOUR_MS, { cart: "c1", checkout: "k1" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "unseen-cart": 1 });
  });

  test("because the browser with the cart is another customer's", async () => {
    await browse(1, NOW - 3 * HOUR_MS, { customer: 71 });
    await browse(1, NOW - 2 * HOUR_MS, { cart: "c1" });
    await buy(72, NOW - HOUR_MS, { cart: "c1" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "other-person": 1 });
  });

  test("because somebody else had logged in on the browser meanwhile", async () => {
    await browse(1, NOW - 40 * DAY_MS, { customer: 71 });
    await browse(1, NOW - 3 * DAY_MS, { customer: 72 });
    await browse(1, NOW - 2 * DAY_MS, { cart: "c1" });
    await buy(71, NOW - DAY_MS, { cart: "c1" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "other-person": 1 });
  });

  test("because its browser was not seen in the thirty days before, or only after it", async () => {
    await browse(1, NOW - 45 * DAY_MS, { cart: "c1" });
    await buy(71, NOW - HOUR_MS, { cart: "c1" });
    await buy(72, NOW - 2 * HOUR_MS, { cart: "c2" });
    await browse(2, NOW - HOUR_MS, { cart: "c2" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "no-browsing": 2 });
  });

  test("to a cart that it does not name, but its checkout does, and the other way round", async () => {
    const told = { created_at: iso(NOW - 2 * HOUR_MS), updated_at: iso(NOW - 2 * HOUR_MS) };
    await app.tell("checkouts/create", NOW - 2 * HOUR_MS, {
      token: "k1",
      cart_token: "c1",
      ...told,
    });
    await app.tell("checkouts/create", NOW - 2 * HOUR_MS, {
      token: "k2",
      cart_token: "c2",
      ...told,
    });
    await browse(1, NOW - 60 * DAY_MS, { cart: "c1" });
    await browse(2, NOW - 60 * DAY_MS, { cart: "c2" });
    await buy(71, NOW - HOUR_MS, { checkout: "k1" });
    await buy(72, NOW - HOUR_MS, { checkout: "k3" });
    expect((await read()).gaps).toEqual({ ...NO_GAPS, "no-browsing": 1, "unseen-cart": 1 });
  });
});

test("orders of other channels and test orders are counted apart; an untold channel is taken for online", async () => {
  const at = NOW - HOUR_MS;
  await buy(71, at, { channel: "pos" });
  await buy(72, at, { channel: "pos", test: true });
  await buy(73, at, { channel: "shopify_draft_order" });
  await buy(74, at, { channel: "580111" });
  await buy(75, at, { channel: null });
  await buy(76, at, { test: true });
  await buy(77, at);
  expect(await read()).toEqual({
    from: NOW - 30 * DAY_MS,
    to: NOW,
    orders: 2,
    judged: 2,
    tied: 0,
    gaps: { ...NO_GAPS, "no-token": 2 },
    channelUntold: 1,
    elsewhere: { pos: 1, draft: 1, otherChannels: 1, test: 2 },
  });
});

test("a range holds its first instant and not its last, and another shop's orders are not in it", async () => {
  await buy(71, NOW - 7 * DAY_MS);
  await buy(72, NOW - 7 * DAY_MS - 1);
  await buy(73, NOW);
  const other = await addShop(app.pool, "another-shop.myshopify.com", { now: NOW - 90 * DAY_MS });
  expect((await read(7)).orders).toBe(1);
  expect((await readStitching({ shopId: other, now: NOW, days: 90 }, app.pool)).orders).toBe(0);
});

test("an order is untied again when the merge that tied it is undone", async () => {
  const checkoutAt = NOW - 2 * HOUR_MS;
  const checkout = { token: "k1", cart_token: "c1", created_at: iso(checkoutAt) };
  await browse(1, NOW - 3 * HOUR_MS, { cart: "c1" });
  await buy(71, NOW - HOUR_MS);
  await app.tell("checkouts/create", checkoutAt, { ...checkout, updated_at: iso(checkoutAt) });
  await ingestAll(app.work(NOW));
  await app.tell("checkouts/update", NOW, {
    ...checkout,
    customer: { id: 71 },
    updated_at: iso(checkoutAt + MINUTE_MS),
  });
  expect(await read()).toMatchObject({ orders: 1, tied: 1 });
  const { rows } = await app.pool.query<{ id: number }>(
    "SELECT merge_id AS id FROM profile_merge WHERE shop_id = $1 AND reason = 'checkout'",
    [app.shopId],
  );
  for (const { id } of rows) {
    await undoMerge({ pool: app.pool, shopId: app.shopId, mergeId: id, now: NOW });
  }
  expect(rows.length).toBeGreaterThan(0);
  expect(await read()).toMatchObject({ tied: 0, gaps: { ...NO_GAPS, "no-token": 1 } });
});

test("the report counts what plain loops over all rows count, and its parts add up", async () => {
  const shop = { endAt: NOW, days: 80, customers: 90 };
  const domain = await domainOf(app.shopId);
  await app.pool.query("UPDATE shop SET installed_at = $2 WHERE shop_id = $1", [
    app.shopId,
    new Date(NOW - 40 * DAY_MS),
  ]);
  for (const [index, delivery] of simulateDeliveries({ seed: 11, ...shop }).entries()) {
    // Some refuse: their carts are seen in no browser.
    if (delivery.kind !== "webhook" && index % 4 === 0) continue;
    await deliver(app.pool, domain, { delivery });
  }
  await buy(71, NOW - 2 * HOUR_MS, { cart: "c1" });
  await browse(1, NOW - HOUR_MS, { cart: "c1" });
  const report = await read(70);
  const judged = await judgeOneByOne(app.pool, app.shopId, { from: report.from, to: report.to });
  const expected: Record<string, number> = { tied: 0, ...NO_GAPS };
  for (const verdict of judged.values()) expected[verdict] = (expected[verdict] ?? 0) + 1;
  expect({ tied: report.tied, ...report.gaps }).toEqual(expected);
  const gaps = Object.values(report.gaps).reduce((sum, count) => sum + count, 0);
  expect(report.tied + gaps).toBe(report.orders);
  // A world without one of these would compare nothing with nothing.
  expect(Object.entries(expected).filter(([, count]) => count === 0)).toEqual([]);

  // Of more orders than are judged some are drawn, the same ones at every look.
  const some = { shopId: app.shopId, now: NOW, days: 70, mostJudged: report.orders / 2 };
  const drawn = await readStitching(some, app.pool);
  expect(drawn.orders).toBe(report.orders);
  expect(Math.abs(drawn.judged / report.orders - 0.5)).toBeLessThan(0.2);
  const verdicts = Object.entries({ tied: drawn.tied, ...drawn.gaps });
  expect(verdicts.reduce((sum, [, count]) => sum + count, 0)).toBe(drawn.judged);
  for (const [verdict, count] of verdicts)
    expect(count).toBeLessThanOrEqual(expected[verdict] ?? 0);
  expect(await readStitching(some, app.pool)).toEqual(drawn);
}, 60_000);
