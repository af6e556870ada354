import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../dev-store/state/database.ts";
import type { DevDatabase } from "../../dev-store/state/database.ts";
import type { WebhookSubscription } from "../../dev-store/webhooks/app-toml.ts";
import { createWebhookDispatcher } from "../../dev-store/webhooks/dispatcher.ts";
import type { WebhookDispatcher } from "../../dev-store/webhooks/dispatcher.ts";
import { numericId } from "../../dev-store/webhooks/json-text.ts";

const SECRET = "hush";
const SHOP = "first.myshopify.com";
const HOUR_MS = 3_600_000;

interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let directory: string;
let database: DevDatabase;
let server: Server;
let appUrl: string;
let received: Received[];
let answer: (request: Received) => number;
let clock: { now(): number; value: number };
let dispatchers: WebhookDispatcher[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "dispatcher-"));
  database = openDatabase(join(directory, "state.sqlite"));
  received = [];
  answer = () => 200;
  dispatchers = [];
  clock = {
    value: Date.UTC(2026, 10, 1),
    now() {
      return this.value;
    },
  };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const entry = {
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(entry);
      response.writeHead(answer(entry)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  appUrl = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  for (const dispatcher of dispatchers) await dispatcher.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  database.close();
  rmSync(directory, { recursive: true });
});

function subscribe(fields: Partial<WebhookSubscription> = {}): WebhookSubscription {
  return {
    topics: ["orders/create"],
    complianceTopics: [],
    uri: "/webhooks",
    includeFields: [],
    ...fields,
  };
}

function createDispatcher(subscriptions = [subscribe()]): WebhookDispatcher {
  const dispatcher = createWebhookDispatcher({
    database,
    clock,
    app: { appUrl, clientSecret: SECRET },
    apiVersion: "2026-10",
    subscriptions,
  });
  dispatchers.push(dispatcher);
  return dispatcher;
}

function enqueueOrder(dispatcher: WebhookDispatcher, id: string): void {
  dispatcher.enqueue({
    shop: SHOP,
    topic: "orders/create",
    payload: { id: numericId(id), total_price: "1.00" },
    triggeredAt: clock.now(),
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("The awaited condition did not come about");
}

test("a delivery carries every header Shopify sends and a signature over its exact body", async () => {
  const dispatcher = createDispatcher([subscribe({ name: "orders-main", includeFields: ["id"] })]);
  dispatcher.start();
  dispatcher.enqueue({
    shop: SHOP,
    topic: "orders/create",
    payload: { id: numericId("820982911946154508"), email: "never@example.com" },
    eventId: "event-1",
    triggeredAt: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  });
  await dispatcher.idle();

  const [delivery] = received;
  expect(delivery?.url).toBe("/webhooks");
  expect(delivery?.body).toBe('{"id":820982911946154508}');
  expect(delivery?.headers).toMatchObject({
    "content-type": "application/json",
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": SHOP,
    "x-shopify-api-version": "2026-10",
    "x-shopify-event-id": "event-1",
    "x-shopify-triggered-at": "2026-01-02T03:04:05.006Z",
    "x-shopify-name": "orders-main",
    "x-shopify-hmac-sha256": createHmac("sha256", SECRET)
      .update(delivery?.body ?? "")
      .digest("base64"),
  });
  expect(delivery?.headers["x-shopify-webhook-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("a topic nobody subscribed to is not queued", () => {
  const dispatcher = createDispatcher();
  const queued = dispatcher.enqueue({
    shop: SHOP,
    topic: "orders/paid",
    payload: {},
    triggeredAt: 0,
  });
  expect([queued, dispatcher.pending()]).toEqual([0, 0]);
});

test("a failed delivery comes again with the same webhook id after a pause on the dev store's clock", async () => {
  const dispatcher = createDispatcher();
  answer = () => (received.length === 1 ? 500 : 200);
  dispatcher.start();
  enqueueOrder(dispatcher, "1");
  await until(() => dispatcher.counts().waiting === 1);
  clock.value += 50_000;
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(received).toHaveLength(1);

  clock.value += 10_000;
  await dispatcher.idle();
  expect(received).toHaveLength(2);
  expect(received[1]?.headers["x-shopify-webhook-id"]).toBe(
    received[0]?.headers["x-shopify-webhook-id"],
  );
  expect(dispatcher.counts().delivered).toBe(1);
});

test("after eight retries over four hours a delivery is given up", async () => {
  const dispatcher = createDispatcher();
  answer = () => 302;
  const startedAt = clock.now();
  dispatcher.start();
  enqueueOrder(dispatcher, "1");
  for (let attempts = 1; attempts <= 9; attempts += 1) {
    await until(() => received.length === attempts && dispatcher.counts().taken === 0);
    const due = database.sqlite.prepare("SELECT due_at FROM webhook_delivery").get();
    if (attempts <= 8) clock.value = Number(due?.["due_at"]);
  }
  expect(dispatcher.counts()).toMatchObject({ dead: 1, waiting: 0, ready: 0 });
  expect(Math.abs(clock.now() - startedAt - 4 * HOUR_MS)).toBeLessThan(1000);
  await dispatcher.idle();
  expect(received).toHaveLength(9);
});

test("no answer within five seconds is a failure", async () => {
  const dispatcher = createDispatcher();
  server.removeAllListeners("request");
  server.on("request", () => undefined);
  dispatcher.start();
  enqueueOrder(dispatcher, "1");
  const startedAt = performance.now();
  while (dispatcher.counts().waiting === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(4_900);
  expect(tookMs).toBeLessThan(6_500);
}, 10_000);

test("what a stopped or killed process had queued or taken is delivered by the next one", async () => {
  const first = createDispatcher();
  enqueueOrder(first, "1");
  enqueueOrder(first, "2");
  // What a kill in the middle of an attempt leaves behind.
  database.sqlite.exec("UPDATE webhook_delivery SET state = 'taken' WHERE id = 1");
  await first.stop();

  const second = createDispatcher();
  second.start();
  await second.idle();
  expect(received.map(({ body }) => JSON.parse(body).id)).toEqual([1, 2]);
});

test("a webhook queued in a transaction that is rolled back is never sent", async () => {
  const dispatcher = createDispatcher();
  dispatcher.start();
  database.sqlite.exec("BEGIN");
  enqueueOrder(dispatcher, "1");
  database.sqlite.exec("ROLLBACK");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(received).toEqual([]);
});

test("a webhook for later waits for its instant, and can be called off before it", async () => {
  const dispatcher = createDispatcher([
    subscribe({ topics: [], complianceTopics: ["shop/redact"] }),
  ]);
  dispatcher.start();
  const redact = { shop: SHOP, topic: "shop/redact", payload: {}, triggeredAt: clock.now() };
  dispatcher.enqueue({ ...redact, deliverAt: clock.now() + 48 * HOUR_MS });
  dispatcher.enqueue({
    ...redact,
    shop: "other.myshopify.com",
    deliverAt: clock.now() + 48 * HOUR_MS,
  });
  await dispatcher.idle();
  expect(dispatcher.counts()).toMatchObject({ deferred: 2, delivered: 0 });
  expect(dispatcher.cancel({ shop: SHOP, topic: "shop/redact" })).toBe(1);
  clock.value += 49 * HOUR_MS;
  await dispatcher.idle();
  expect(received.map(({ headers }) => headers["x-shopify-shop-domain"])).toEqual([
    "other.myshopify.com",
  ]);
});

test("with duplicates on, every delivery arrives twice under one webhook id", async () => {
  const dispatcher = createDispatcher();
  dispatcher.faults.duplicateAll = true;
  for (let id = 1; id <= 20; id += 1) enqueueOrder(dispatcher, String(id));
  dispatcher.start();
  await dispatcher.idle();
  const ids = received.map(({ headers }) => headers["x-shopify-webhook-id"]);
  expect([ids.length, new Set(ids).size]).toEqual([40, 20]);
});

test("with the first attempt dropped, every delivery arrives by its first retry", async () => {
  const dispatcher = createDispatcher();
  dispatcher.faults.dropFirstAttempt = true;
  for (let id = 1; id <= 50; id += 1) enqueueOrder(dispatcher, String(id));
  dispatcher.start();
  await until(() => dispatcher.counts().waiting === 50);
  expect(received).toEqual([]);
  clock.value += 60_000;
  await dispatcher.idle();
  expect(received).toHaveLength(50);
});

test("shuffled deliveries arrive in another order, the same one for the same seed", async () => {
  const orders: string[][] = [];
  for (const seed of [7, 7, 8]) {
    received = [];
    if (orders.length > 0) {
      database.sqlite.exec("DELETE FROM webhook_delivery; DELETE FROM sqlite_sequence;");
    }
    const dispatcher = createWebhookDispatcher({
      database,
      clock,
      app: { appUrl, clientSecret: SECRET },
      apiVersion: "2026-10",
      subscriptions: [subscribe()],
      concurrency: 1,
    });
    dispatcher.faults.shuffle = { seed, window: 100 };
    for (let id = 1; id <= 100; id += 1) enqueueOrder(dispatcher, String(id));
    dispatcher.start();
    await dispatcher.idle();
    await dispatcher.stop();
    orders.push(received.map(({ body }) => body));
  }
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual(orders[2]);
  expect(new Set(orders[0]).size).toBe(100);
});

test("lost deliveries are counted and never come", async () => {
  const dispatcher = createDispatcher();
  dispatcher.faults.loseRate = 0.3;
  for (let id = 1; id <= 300; id += 1) enqueueOrder(dispatcher, String(id));
  dispatcher.start();
  await dispatcher.idle();
  const { lost, delivered } = dispatcher.counts();
  expect(lost + delivered).toBe(300);
  expect(received).toHaveLength(delivered);
  expect(lost).toBeGreaterThan(50);
  expect(lost).toBeLessThan(140);
});

test("a queue of thousands drains without holding up the process", async () => {
  const dispatcher = createDispatcher();
  database.sqlite.exec("BEGIN");
  for (let id = 1; id <= 3000; id += 1) enqueueOrder(dispatcher, String(id));
  database.sqlite.exec("COMMIT");
  let worstLagMs = 0;
  let lastTick = performance.now();
  const ticker = setInterval(() => {
    worstLagMs = Math.max(worstLagMs, performance.now() - lastTick - 5);
    lastTick = performance.now();
  }, 5);
  const startedAt = performance.now();
  dispatcher.start();
  await dispatcher.idle();
  clearInterval(ticker);
  const perSecond = 3000 / ((performance.now() - startedAt) / 1000);
  console.info(`${Math.round(perSecond)} deliveries/s, worst lag ${Math.round(worstLagMs)} ms`);
  expect(new Set(received.map(({ body }) => body)).size).toBe(3000);
  expect(received).toHaveLength(3000);
});
