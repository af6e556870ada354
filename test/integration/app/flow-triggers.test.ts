import { afterEach, beforeAll, expect, test } from "vitest";
import { addAnnouncements } from "../../../app/db/announcements.ts";
import { englishReason } from "../../../app/english/english-reason.ts";
import { count } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";
import { signWebhook } from "../../../dev-store/webhooks/send-delivery.ts";

const app = useApp();
const ENTERED = "kindling-segment-entered";
const LEFT = "kindling-segment-left";
const CROSSED = "kindling-score-crossed";
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("flowing", { plan: "standard" });
  // The tests' customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01' WHERE shop_id = $1", [
    shop.shopId,
  ]);
});
afterEach(() => {
  app.devStore.faults.graphql = {};
  app.devStore.clock.setSpeed(1);
});

/** Customers whom the app has not heard of, each with one change to be told. */
async function announce(number: number): Promise<string[]> {
  const customers = shop.shop.batch(() =>
    Array.from({ length: number }, () => shop.shop.createCustomer({}, { emit: false }).id),
  );
  const segment = { handle: "vip", name: "VIP" };
  await addAnnouncements(
    app.pool,
    shop.shopId,
    customers.map((customerId) => ({
      target: "flow",
      profileId: 0,
      customerId,
      announcement: { kind: "entered", segment, reason: "3 orders" },
    })),
    app.devStore.clock.now(),
  );
  return customers;
}

const toldOf = (customerId: string) =>
  shop.shop.flowTriggers().filter(({ payload }) => payload["customer_id"] === Number(customerId));

function expectEachOnce(customers: string[]): void {
  const told = shop.shop.flowTriggers().map(({ payload }) => String(payload["customer_id"]));
  expect(told.filter((id) => customers.includes(id)).sort()).toEqual([...customers].sort());
}

const LINES = [{ title: "Mug", quantity: 1, priceMinor: 5000 }];

/** A customer who filled a cart and began a checkout, which makes them a member of high-intent. */
function heat(): string {
  const { id } = shop.shop.createCustomer({});
  const token = `cart-${id}`;
  const now = app.devStore.clock.now();
  for (const minutes of [10, 7, 4, 1]) {
    const at = now - minutes * 60_000;
    const lines = [{ title: "Mug", quantity: 11 - minutes, priceMinor: 5000 }];
    shop.shop.upsertCart({ token, lines, at }, { at });
  }
  shop.shop.upsertCheckout({
    token: `checkout-${id}`,
    cartToken: token,
    customerId: id,
    lines: LINES,
  });
  return id;
}

test("No trigger is sent, and no change is kept for Flow, while no enabled workflow uses it.", async () => {
  const customer = heat();
  await app.settle(shop.shopId);
  const changes = "FROM membership_change WHERE shop_id = $1 AND customer_id = $2";
  expect(await count(app.pool, changes, [shop.shopId, customer])).toBeGreaterThan(0);
  expect(shop.shop.flowTriggers()).toEqual([]);
  expect(await count(app.pool, "FROM announcement WHERE shop_id = $1", [shop.shopId])).toBe(0);
});

test("Who enters or leaves a segment is told with segment and reason, and who crosses a threshold with score and points.", async () => {
  for (const handle of [ENTERED, LEFT, CROSSED]) await shop.shop.useFlowTrigger(handle, true);
  const customer = heat();
  await app.settle(shop.shopId);
  const { rows } = await app.pool.query<{ handle: string; name: string; reason: string }>(
    `SELECT handle, name, reason FROM membership_change JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND customer_id = $2 AND entered ORDER BY change_id`,
    [shop.shopId, customer],
  );
  const told = toldOf(customer);
  const entries = told.filter(({ handle }) => handle === ENTERED).map(({ payload }) => payload);
  expect(rows.length).toBeGreaterThan(0);
  expect(entries).toMatchObject(
    rows.map(({ handle, name, reason }) => ({
      Segment: name,
      "Segment handle": handle,
      Reason: englishReason(reason),
    })),
  );
  shop.shop.createOrder({ customerId: customer, lines: LINES });
  await app.settle(shop.shopId);
  const left = toldOf(customer).filter(({ handle }) => handle === LEFT);
  expect(left.map(({ payload }) => payload["Segment handle"])).toContain("high-intent");
  const crossings = told.filter(({ handle }) => handle === CROSSED);
  expect(crossings.length).toBeGreaterThan(0);
  for (const { payload } of crossings) {
    expect(Number(payload["Points"])).toBeGreaterThanOrEqual(Number(payload["Threshold"]));
    expect(Number(payload["Points before"])).toBeLessThan(Number(payload["Threshold"]));
  }
  const ids = shop.shop.flowTriggers().map(({ payload }) => payload["Change id"]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("A trigger whose answer was lost is neither lost nor sent twice: a mark in the same request tells whether it arrived.", async () => {
  app.devStore.clock.setSpeed(100);
  const troubles = [
    { dropAfterCommitNext: 2 },
    { dropAfterCommitNext: 3 },
    { status500Next: 2, dropAfterCommitNext: 2 },
    { throttleNext: 2, dropAfterCommitNext: 1 },
  ];
  for (const [round, trouble] of troubles.entries()) {
    // Half of the time the requests that read the mark are hit too.
    const onlyOf = round % 2 === 0 ? { onlyOf: "flowTriggerReceive" } : {};
    app.devStore.faults.graphql = { ...trouble, ...onlyOf };
    const customers = await announce(120);
    await app.settle(shop.shopId);
    expect(app.devStore.faults.graphql.dropAfterCommitNext).toBe(0);
    expectEachOnce(customers);
  }
});

test("A worker that is killed while it tells neither loses a trigger nor has one sent twice.", async () => {
  for (let round = 0; round < 3; round += 1) {
    app.devStore.faults.graphql = { delayMs: 60 };
    const customers = await announce(120);
    const open = "FROM announcement WHERE shop_id = $1 AND batch IS NOT NULL";
    await expect
      .poll(() => count(app.pool, open, [shop.shopId]), { timeout: 15_000, interval: 3 })
      .toBeGreaterThan(0);
    await app.killWorker();
    app.devStore.faults.graphql = {};
    app.devStore.clock.setSpeed(100);
    await app.settle(shop.shopId);
    app.devStore.clock.setSpeed(1);
    expectEachOnce(customers);
  }
});

test("What Flow refuses is kept with its reason, and the others are told.", async () => {
  const [wrong = "", ...customers] = await announce(4);
  await app.pool.query(
    `UPDATE announcement SET body = jsonb_set(body, '{segment,handle}', 'null')
     WHERE shop_id = $1 AND customer_id = $2`,
    [shop.shopId, wrong],
  );
  await app.settle(shop.shopId);
  expectEachOnce(customers);
  expect(toldOf(wrong)).toEqual([]);
  const { rows } = await app.pool.query<{ outcome: string; error: string }>(
    "SELECT outcome, error FROM announcement WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, wrong],
  );
  expect(rows[0]?.outcome).toBe("refused");
  expect(rows[0]?.error).toContain("'Segment handle' is missing");
});

test("Of two tellings about a trigger's use the later one counts, whichever comes first.", async () => {
  const at = app.devStore.clock.now();
  await shop.shop.useFlowTrigger(LEFT, false, { at: at + 2000 });
  await shop.shop.useFlowTrigger(LEFT, true, { at: at + 1000 });
  const used = "FROM flow_trigger_use WHERE shop_id = $1 AND definition_id = $2 AND is_used";
  expect(await count(app.pool, used, [shop.shopId, LEFT])).toBe(0);
});

test("A trigger that Flow names as nobody knows it counts as all of them: rather one too many than none.", async () => {
  for (const handle of [ENTERED, LEFT, CROSSED]) {
    await shop.shop.useFlowTrigger(handle, false, { at: app.devStore.clock.now() + 10_000 });
  }
  await shop.shop.useFlowTrigger(ENTERED, true, { definitionId: "gid://flow/42" });
  const customer = heat();
  await app.settle(shop.shopId);
  expect(toldOf(customer).map(({ handle }) => handle)).toEqual(
    expect.arrayContaining([ENTERED, CROSSED]),
  );
});

test("Only Flow's own word is taken: a signature that does not fit is refused.", async () => {
  const body = JSON.stringify({
    flow_trigger_definition_id: ENTERED,
    has_enabled_flow: false,
    shop_id: 1,
    shopify_domain: shop.domain,
    timestamp: new Date(app.devStore.clock.now()).toISOString(),
  });
  const post = (signature: string | null, text = body) =>
    fetch(`${app.appUrl}/flow/triggers`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(signature === null ? {} : { "x-shopify-hmac-sha256": signature }),
      },
      body: text,
    }).then(({ status }) => status);
  expect(await post(null)).toBe(401);
  expect(await post(signWebhook(`${body} `, CLIENT_SECRET))).toBe(401);
  expect(await post(signWebhook(body, CLIENT_SECRET))).toBe(200);
  expect(await post(signWebhook("{}", CLIENT_SECRET), "{}")).toBe(400);
  const stranger = body.replace(shop.domain, "stranger.myshopify.com");
  expect(await post(signWebhook(stranger, CLIENT_SECRET), stranger)).toBe(404);
});
