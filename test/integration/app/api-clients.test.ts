import { randomUUID } from "node:crypto";
import RudderStack from "@rudderstack/rudder-sdk-node";
import { Analytics as Segment } from "@segment/analytics-node";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { readFacts, readProfile } from "../../support/app-facts.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";
import { expectConsole } from "../../support/fail-on-console.ts";
import { startFlakyProxy, type Fate, type FlakyProxy } from "../../support/flaky-proxy.ts";

// The libraries that merchants use, as they are: what they send is what the app must take, and what they
// make of an answer is what it must mean.

const app = useApp();
let shop: Installed;
let key: string;
const proxies: FlakyProxy[] = [];

beforeAll(async () => {
  shop = await app.install("clients");
  const { shopId } = shop;
  const made = await createWriteKey({
    pool: app.pool,
    shopId,
    name: "Backend",
    kind: "server",
    userIdIs: "customer",
    now: app.devStore.clock.now(),
  });
  if (made.outcome !== "created") throw new Error(made.outcome);
  key = made.key;
});

afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

async function between(fates: Fate[]): Promise<FlakyProxy> {
  const proxy = await startFlakyProxy(app.appUrl, fates);
  proxies.push(proxy);
  return proxy;
}

interface Client {
  identify(message: { userId: string; anonymousId: string }): void;
  track(message: { userId: string; event: string; properties?: Record<string, string> }): void;
  page(message: { userId: string; anonymousId: string }): void;
  screen(message: { userId: string; name: string }): void;
  group(message: { userId: string; groupId: string }): void;
  alias(message: { userId: string; previousId: string }): void;
  /** Sends what waits, and gives what the library says went wrong. */
  finish(): Promise<string[]>;
}

function segment(host: string, writeKey: string): Client {
  const client = new Segment({ writeKey, host, flushAt: 4, maxRetries: 4 });
  const errors: string[] = [];
  client.on("error", ({ reason }) => {
    errors.push(reason instanceof Error ? reason.message : String(reason));
  });
  return {
    identify: (message) => client.identify(message),
    track: (message) => client.track(message),
    page: (message) => client.page(message),
    screen: (message) => client.screen(message),
    group: (message) => client.group(message),
    alias: (message) => client.alias(message),
    async finish() {
      await client.closeAndFlush({ timeout: 20_000 });
      return errors;
    },
  };
}

function rudderStack(dataPlaneUrl: string, writeKey: string): Client {
  const errors: string[] = [];
  const client = new RudderStack(writeKey, {
    dataPlaneUrl,
    flushAt: 100,
    flushInterval: 60_000,
    errorHandler: (error: Error) => {
      errors.push(error.message);
    },
  });
  // Its first message goes out alone, the rest when it is told to flush.
  return {
    identify: (message) => client.identify(message),
    track: (message) => client.track(message),
    page: (message) => client.page(message),
    screen: (message) => client.screen(message),
    group: (message) => client.group(message),
    alias: (message) => client.alias(message),
    async finish() {
      await client.flush();
      return errors;
    },
  };
}

const CLIENTS = [
  {
    name: "@segment/analytics-node",
    make: segment,
    agent: /^analytics-node-next/,
    isGzipped: false,
  },
  {
    name: "@rudderstack/rudder-sdk-node",
    make: rudderStack,
    agent: /^analytics-node\//,
    isGzipped: true,
  },
];

const countRaw = (): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1 AND source = 'api'", [shop.shopId]);

describe.each(CLIENTS)("$name", ({ make, agent, isGzipped }) => {
  const makeCustomer = () => ({
    kind: "customer",
    key: shop.shop.createCustomer({ firstName: "Ada" }).id,
  });

  test("tells everything it can, and everything counts once on one person", async () => {
    const proxy = await between([]);
    const customer = makeCustomer();
    const [browser, device] = [randomUUID(), `device-${randomUUID()}`];
    const client = make(proxy.url, key);
    const userId = customer.key;
    client.identify({ userId, anonymousId: browser });
    client.page({ userId, anonymousId: browser });
    client.screen({ userId, name: "Home" });
    client.group({ userId, groupId: "staff" });
    client.alias({ userId, previousId: device });
    client.track({ userId, event: "Email Link Clicked", properties: { campaign_name: "Autumn" } });
    client.track({ userId, event: "Product Viewed", properties: { product_id: "7880321196742" } });
    client.track({ userId, event: "Song Played" });
    expect(await client.finish()).toEqual([]);
    await app.settle(shop.shopId);

    expect(await readFacts(app.pool, shop.shopId, customer)).toEqual([
      {
        signal: "email_clicked",
        trust: "signed",
        about: "campaign:autumn",
        on: `customer:${userId}`,
      },
      { signal: "page_viewed", trust: "signed", about: null, on: `customer:${userId}` },
      {
        signal: "product_viewed",
        trust: "signed",
        about: "product:7880321196742",
        on: `customer:${userId}`,
      },
      { signal: "screen_viewed", trust: "signed", about: null, on: `customer:${userId}` },
    ]);
    expect(await readProfile(app.pool, shop.shopId, customer)).toEqual(
      [`client:${browser}`, `client:${device}`, `customer:${userId}`].toSorted(),
    );
    for (const { path, headers } of proxy.requests) {
      expect(path).toBe("/v1/batch");
      expect(headers["user-agent"]).toMatch(agent);
      expect(headers["content-encoding"]).toBe(isGzipped ? "gzip" : undefined);
    }
  });

  test("sends again after a lost answer, and nothing counts twice", async () => {
    const proxy = await between(["lose-answer"]);
    const customer = makeCustomer();
    const before = await countRaw();
    if (isGzipped) expectConsole("error", /Response error code/);
    const client = make(proxy.url, key);
    for (const event of ["Email Opened", "Email Link Clicked", "SMS Clicked"]) {
      client.track({ userId: customer.key, event });
    }
    expect(await client.finish()).toEqual([]);
    await app.settle(shop.shopId);
    expect(proxy.requests.length).toBeGreaterThan(1);
    expect(await countRaw()).toBe(before + 3);
    const facts = await readFacts(app.pool, shop.shopId, customer);
    expect(facts.map(({ signal }) => signal)).toEqual([
      "email_clicked",
      "email_opened",
      "sms_clicked",
    ]);
  });

  test("waits where the app is busy or down, and sends again", async () => {
    const proxy = await between([
      { status: 503 },
      { status: 429, headers: { "retry-after": "1" } },
    ]);
    const customer = makeCustomer();
    if (isGzipped) expectConsole("error", /Response error status: (503|429)/);
    const client = make(proxy.url, key);
    client.track({ userId: customer.key, event: "Application Opened" });
    expect(await client.finish()).toEqual([]);
    await app.settle(shop.shopId);
    expect(proxy.requests).toHaveLength(3);
    expect(await readFacts(app.pool, shop.shopId, customer)).toMatchObject([
      { signal: "app_opened" },
    ]);
  });

  test("reports a wrong key and does not try again", async () => {
    const proxy = await between([]);
    const before = await countRaw();
    if (isGzipped) expectConsole("error", /401|Unauthorized/);
    const client = make(proxy.url, `kdl_${shop.shopId}_${"A".repeat(43)}`);
    client.track({ userId: "1", event: "Email Opened" });
    const errors = await client.finish();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatch(/401/);
    expect(proxy.requests).toHaveLength(1);
    expect(await countRaw()).toBe(before);
  });
});
