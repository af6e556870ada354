import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { revokeWriteKey } from "../../../app/services/revoke-write-key.ts";
import { readFacts, readProfile } from "../../support/app-facts.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;
const keys = { server: "", client: "" };

async function makeKey(kind: "server" | "client", shopId = shop.shopId) {
  const now = app.devStore.clock.now();
  const how = { pool: app.pool, shopId, name: kind, kind, now } as const;
  const made = await createWriteKey({ ...how, userIdIs: "user" });
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made;
}

beforeAll(async () => {
  shop = await app.install("api");
  keys.server = (await makeKey("server")).key;
  keys.client = (await makeKey("client")).key;
});

interface Sending {
  /** null: no Authorization. */
  key?: string | null;
  call?: string;
  headers?: Record<string, string>;
}

async function send(body: unknown, { key = keys.server, call, headers }: Sending = {}) {
  const payload =
    body instanceof Uint8Array
      ? new Uint8Array(body)
      : typeof body === "string"
        ? body
        : JSON.stringify(body);
  const response = await fetch(`${app.appUrl}/v1/${call ?? "batch"}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(key === null ? {} : { authorization: `Basic ${btoa(`${key}:`)}` }),
      ...headers,
    },
    body: payload,
  });
  const text = await response.text();
  const answer: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, answer, headers: response.headers };
}

const track = (more: object = {}) => ({
  type: "track",
  messageId: randomUUID(),
  userId: `u-${randomUUID()}`,
  event: "Email Opened",
  ...more,
});
const user = (key: string) => ({ kind: "user", key });

async function intakeOf(outcome: string, reason: string): Promise<number> {
  const { rows } = await app.pool.query<{ count: number }>(
    `SELECT COALESCE(sum(count), 0)::int AS count FROM intake_minute
     WHERE shop_id = $1 AND source = 'api' AND outcome = $2 AND reason = $3`,
    [shop.shopId, outcome, reason],
  );
  return rows[0]?.count ?? 0;
}

describe("a request", () => {
  test("of each type is taken at its path and at analytics.js's letter", async () => {
    for (const call of [
      "identify",
      "i",
      "track",
      "t",
      "page",
      "p",
      "screen",
      "s",
      "group",
      "g",
      "alias",
      "a",
    ]) {
      expect(
        await send(track({ anonymousId: "a-1", previousId: "p-1" }), { call }),
        call,
      ).toMatchObject({
        status: 200,
        answer: { success: true },
      });
    }
    for (const call of ["batch", "b", "import"]) {
      expect((await send({ batch: [track()] }, { call })).status, call).toBe(200);
    }
    expect(await send(track(), { call: "buy" })).toMatchObject({ status: 404 });
    expect(await send(track(), { call: "constructor" })).toMatchObject({ status: 404 });
  });

  test("may be gzipped, and carry the key in its body as text", async () => {
    const [first, second] = [track(), track()];
    const gzipped = gzipSync(JSON.stringify({ batch: [first] }));
    expect((await send(gzipped, { headers: { "content-encoding": "gzip" } })).status).toBe(200);
    const body = { ...second, writeKey: keys.client };
    const asText = { "content-type": "text/plain", origin: "https://shop.example" };
    const answer = await send(body, { call: "t", key: null, headers: asText });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    await app.settle(shop.shopId);
    expect(await readFacts(app.pool, shop.shopId, user(first.userId))).toMatchObject([
      { trust: "signed" },
    ]);
    expect(await readFacts(app.pool, shop.shopId, user(second.userId))).toMatchObject([
      { trust: "unsigned" },
    ]);
  });

  test("counts each of its messages once, in one batch and in the next", async () => {
    const [first, second] = [track(), track()];
    await send({ batch: [first, first, second] });
    await send({ batch: [second, { ...first, sentAt: new Date().toISOString() }] });
    await app.settle(shop.shopId);
    for (const { userId } of [first, second]) {
      expect(await readFacts(app.pool, shop.shopId, user(userId))).toHaveLength(1);
    }
  });

  test("with bad messages keeps the good ones and names the bad ones", async () => {
    const good = track();
    const refusedBefore = await intakeOf("rejected", "no-identity");
    const { status, answer } = await send({
      batch: [{ type: "buy" }, good, track({ userId: "ada@example.com" })],
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ success: true, refused: [{ index: 0 }, { index: 2 }] });
    expect(JSON.stringify(answer)).not.toContain("ada");
    await app.settle(shop.shopId);
    expect(await readFacts(app.pool, shop.shopId, user(good.userId))).toHaveLength(1);
    await vi.waitUntil(
      async () => (await intakeOf("rejected", "no-identity")) === refusedBefore + 1,
      {
        timeout: 5000,
      },
    );
  });

  test("of names that are not known is taken, and the names are counted", async () => {
    expect(await send(track({ event: "Song Played" }), { call: "track" })).toMatchObject({
      status: 200,
      answer: { success: true },
    });
    await vi.waitUntil(async () => (await intakeOf("ignored", "Song Played")) === 1, {
      timeout: 5000,
    });
    expect(
      await count(app.pool, "FROM raw_event WHERE shop_id = $1 AND wire::text ~* 'song'", [
        shop.shopId,
      ]),
    ).toBe(0);
  });

  test("of somebody who denied analytics stores nothing, and is no error", async () => {
    const message = track({ context: { consent: { categoryPreferences: { Analytics: false } } } });
    expect(await send(message, { call: "track" })).toMatchObject({ status: 200 });
    expect(await findTraces(app.pool, shop.shopId, message.userId)).toEqual([]);
    await vi.waitUntil(async () => (await intakeOf("ignored", "no-consent")) === 1, {
      timeout: 5000,
    });
  });
});

describe("a request is refused", () => {
  test.each([
    [400, "not json", {}],
    [400, {}, {}],
    [400, { batch: "all" }, {}],
    [400, track({ event: undefined }), { call: "track" }],
    [400, track({ userId: null }), { call: "track" }],
    [401, { batch: [track()] }, { key: null }],
    [401, { batch: [track()] }, { key: "" }],
    [401, { batch: [track()] }, { key: "segment-key" }],
    [401, { batch: [track()], writeKey: `kdl_1_${"B".repeat(43)}` }, { key: null }],
    [403, { batch: [track()] }, { headers: { origin: "https://shop.example" } }],
    [403, { batch: [track()] }, { headers: { origin: "null" } }],
    [415, { batch: [track()] }, { headers: { "content-encoding": "br" } }],
    [400, { batch: [track()] }, { headers: { "content-encoding": "gzip" } }],
    [413, { batch: [track()], padding: "x".repeat(600_000) }, {}],
  ] as const)("with %i, saying what to do", async (status, body, sending) => {
    const answer = await send(body, sending);
    expect(answer).toMatchObject({ status, answer: { success: false } });
    expect(JSON.stringify(answer.answer)).toMatch(/"error":"[A-Z\w].{8,}"/);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("when it would grow beyond the limit, without being unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(512_000);
    expect(await send(bomb, { headers: { "content-encoding": "gzip" } })).toMatchObject({
      status: 413,
    });
  });

  test("with a key that was revoked, or whose shop has gone", async () => {
    const { key, writeKeyId } = await makeKey("server");
    expect((await send({ batch: [track()] }, { key })).status).toBe(200);
    await revokeWriteKey({ pool: app.pool, shopId: shop.shopId, writeKeyId, now: 1 });
    expect((await send({ batch: [track()] }, { key })).status).toBe(401);

    const gone = await app.install("api-gone");
    const { key: last } = await makeKey("server", gone.shopId);
    await gone.shop.uninstallApp();
    await vi.waitUntil(
      async () => (await send({ batch: [track()] }, { key: last })).status === 403,
      {
        timeout: 10_000,
      },
    );
  });

  test("with 429 and a time to come again, each kind of key for itself", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => send({ batch: [] }, { key: keys.client })),
    );
    const busy = answers.filter(({ status }) => status === 429);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers } of busy) expect(headers.get("retry-after")).toBe("1");
    expect((await send({ batch: [] })).status).toBe(200);
    const isOpen = async () => (await send({ batch: [] }, { key: keys.client })).status === 200;
    await vi.waitUntil(isOpen, { timeout: 5000 });
  });
});

test("a browser may ask whether it may send", async () => {
  const response = await fetch(`${app.appUrl}/v1/track`, {
    method: "OPTIONS",
    headers: { origin: "https://shop.example", "access-control-request-headers": "authorization" },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
});

test("what a client key claims hangs on the browser, and names no customer", async () => {
  const { id } = shop.shop.createCustomer({ firstName: "Ada" });
  const [browser, userId] = [randomUUID(), `u-${randomUUID()}`];
  const gid = `gid://shopify/Customer/${id}`;
  const client = { key: keys.client };
  await send(track({ userId: gid, anonymousId: browser }), { call: "track", ...client });
  await send(track({ type: "identify", userId, anonymousId: browser }), {
    call: "identify",
    ...client,
  });
  await app.settle(shop.shopId);
  const seen = { kind: "client", key: browser };
  expect(await readFacts(app.pool, shop.shopId, seen)).toEqual([
    { signal: "email_opened", trust: "unsigned", about: null, on: `client:${browser}` },
  ]);
  expect(await readProfile(app.pool, shop.shopId, seen)).toEqual([
    `client:${browser}`,
    `user:${userId}`,
  ]);

  // The merchant's server says which customer that user is.
  const traits = { shopify_customer_id: id };
  await send(track({ type: "identify", userId, traits }), { call: "identify" });
  await app.settle(shop.shopId);
  expect(await readProfile(app.pool, shop.shopId, seen)).toEqual([
    `client:${browser}`,
    `customer:${id}`,
    `user:${userId}`,
  ]);
});

test("an order that an app names is the customer's, and never counts as an order", async () => {
  const customer = shop.shop.createCustomer({ firstName: "Ada" });
  const token = randomUUID().replaceAll("-", "");
  const message = track({
    event: "Order Completed",
    userId: "app-user-1",
    properties: { order_id: "5551230000017", checkout_id: token },
  });
  await send(message, { call: "track" });
  const at = new Date(app.devStore.clock.now()).toISOString();
  const body = {
    id: 5551230000017,
    created_at: at,
    updated_at: at,
    currency: "EUR",
    total_price: "10.00",
    customer: { id: Number(customer.id) },
    checkout_token: token,
  };
  expect(
    (await sendWebhook(app, { domain: shop.domain, topic: "orders/create", body })).status,
  ).toBe(200);
  await app.settle(shop.shopId);
  const profile = await readProfile(app.pool, shop.shopId, user("app-user-1"));
  expect(profile).toContain(`customer:${customer.id}`);
  const placed = (await readFacts(app.pool, shop.shopId, user("app-user-1"))).filter(
    ({ signal }) => signal === "order_placed",
  );
  expect(placed).toHaveLength(1);
});
