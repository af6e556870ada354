import { randomUUID } from "node:crypto";
import { connect as connectSocket } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { connectKlaviyo } from "../../../app/services/connect-klaviyo.ts";
import { disconnectKlaviyo } from "../../../app/services/disconnect-klaviyo.ts";
import { loadHashAddress } from "../../../app/services/open-address-key.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import { LOCAL_SEAL_KEY } from "../../../scripts/demo/app-environment.ts";
import { readFacts, readProfile } from "../../support/app-facts.ts";
import { findTraces } from "../../support/app-rows.ts";
import {
  klaviyoDelivery,
  klaviyoEvent,
  sendToKlaviyo,
  type KlaviyoSending,
} from "../../support/klaviyo-deliveries.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
const sealKeys = [LOCAL_SEAL_KEY] as const;
let shop: Installed;
let secret = "";

beforeAll(async () => {
  shop = await app.install("klaviyo");
  secret = await connect(shop.shopId);
});

async function connect(shopId: number): Promise<string> {
  const now = app.devStore.clock.now();
  const how = { pool: app.pool, shopId, secret: null, sealKeys, now };
  const made = await connectKlaviyo(how);
  if (made.outcome !== "connected") throw new Error(made.outcome);
  return made.secret;
}

type Sending = Partial<KlaviyoSending>;

async function send(body: unknown, sending: Sending = {}) {
  const usual = { shopId: shop.shopId, key: secret, sentAt: app.devStore.clock.now() };
  const response = await sendToKlaviyo(app, body, { ...usual, ...sending });
  return { status: response.status, answer: (await response.json()) as unknown };
}

const event = (topic: string, profile: object, properties: object = {}) =>
  klaviyoEvent(topic, { at: app.devStore.clock.now() - 60_000, profile, properties });
const makeCustomer = () => shop.shop.createCustomer({ firstName: "Ada" });

async function intakeOf(outcome: string, reason: string): Promise<number> {
  const { rows } = await app.pool.query<{ count: number }>(
    `SELECT COALESCE(sum(count), 0)::int AS count FROM intake_minute
     WHERE shop_id = $1 AND source = 'klaviyo' AND outcome = $2 AND reason = $3`,
    [shop.shopId, outcome, reason],
  );
  return rows[0]?.count ?? 0;
}

test("a signed delivery counts on its customer, each event once however often it comes", async () => {
  const { id } = makeCustomer();
  const profile = { external_id: id };
  const opened = event("opened_email", profile, { "Campaign Name": "Autumn" });
  const clicked = event("clicked_email", profile);
  const bounced = event("bounced_email", profile);
  expect(await send(klaviyoDelivery(opened, bounced))).toEqual({
    status: 200,
    answer: { accepted: 1 },
  });
  expect(await send(klaviyoDelivery(opened, clicked))).toEqual({
    status: 200,
    answer: { accepted: 1 },
  });
  await app.settle(shop.shopId);
  expect(await readFacts(app.pool, shop.shopId, { kind: "customer", key: id })).toEqual([
    { signal: "email_clicked", trust: "signed", about: null, on: `customer:${id}` },
    { signal: "email_opened", trust: "signed", about: "campaign:autumn", on: `customer:${id}` },
  ]);
  await vi.waitUntil(async () => (await intakeOf("duplicate", "")) === 1, { timeout: 5000 });
  expect(await intakeOf("ignored", "event:klaviyo.bounced_email")).toBe(1);
});

test("an address finds its customer where the merchant matches addresses, and leaves no trace else", async () => {
  const { shopId } = shop;
  const email = `ada-${randomUUID()}@example.com`;
  const { id } = shop.shop.createCustomer({ email });
  const clicked = () => event("clicked_email", { email });
  const refusedBefore = await intakeOf("rejected", "no-identity");
  expect(await send(klaviyoDelivery(clicked()))).toEqual({ status: 200, answer: { accepted: 0 } });
  await vi.waitUntil(
    async () => (await intakeOf("rejected", "no-identity")) === refusedBefore + 1,
    { timeout: 5000 },
  );

  const now = app.devStore.clock.now();
  await setAddressMatching({ pool: app.pool, shopId, isOn: true, sealKeys, now });
  const hashAddress = await loadHashAddress(app.pool, shopId, sealKeys);
  const address = `email:${hashAddress?.("email", email)}`;
  expect(await send(klaviyoDelivery(clicked()))).toEqual({ status: 200, answer: { accepted: 1 } });
  // The worker asks Shopify for the addresses of its customers.
  const known = { kind: "customer", key: id };
  await vi.waitUntil(async () => (await readProfile(app.pool, shopId, known)).includes(address), {
    timeout: 15_000,
  });
  await app.settle(shopId);
  expect(await readFacts(app.pool, shopId, known)).toEqual([
    { signal: "email_clicked", trust: "signed", about: null, on: address },
  ]);
  expect(await findTraces(app.pool, shopId, email)).toEqual([]);
});

describe("a delivery is refused", () => {
  const good = () => klaviyoDelivery(event("opened_email", { external_id: "crm-1" }));
  const HOUR_MS = 3_600_000;

  test("with 401 when it is not Klaviyo's word, and nothing of it is kept", async () => {
    const id = randomUUID();
    const body = klaviyoDelivery(event("opened_email", { external_id: `crm-${id}` }));
    const at = app.devStore.clock.now();
    const spoiled: Sending[] = [
      { key: "another secret of the same length" },
      { headers: { "klaviyo-signature": "00" } },
      { headers: { "klaviyo-timestamp": new Date(at - 1000).toUTCString() } },
      { headers: { "klaviyo-webhook-id": "01ANOTHERWEBHOOK" } },
      { sentAt: at - 73 * HOUR_MS },
      { sentAt: at + HOUR_MS },
    ];
    for (const sending of spoiled) {
      expect((await send(body, sending)).status, JSON.stringify(sending)).toBe(401);
    }
    expect(await findTraces(app.pool, shop.shopId, id)).toEqual([]);
  });

  test("with 400 when a signed body is none", async () => {
    expect((await send("not json")).status).toBe(400);
    expect((await send({ data: {} })).status).toBe(400);
  });

  test("with 404 where no account is connected, and where there is no shop", async () => {
    expect((await send(good(), { shopId: 999_999 })).status).toBe(404);
    expect((await send(good(), { shopId: "x" })).status).toBe(404);
    const other = await app.install("klaviyo-off");
    const key = await connect(other.shopId);
    expect((await send(good(), { shopId: other.shopId, key })).status).toBe(200);
    // The first shop's secret opens nothing of the other's.
    expect((await send(good(), { shopId: other.shopId })).status).toBe(401);
    await disconnectKlaviyo({ pool: app.pool, shopId: other.shopId });
    expect((await send(good(), { shopId: other.shopId, key })).status).toBe(404);
  });

  test("with 404 by its head alone, however much is announced", async () => {
    const head = (shopId: number | string) =>
      `POST /klaviyo/${shopId} HTTP/1.1\r\nHost: kindling\r\nContent-Type: application/json\r\n` +
      `Content-Encoding: gzip\r\nContent-Length: 1000000\r\n\r\n`;
    for (const shopId of [999_998, "x"]) {
      const socket = connectSocket(Number(new URL(app.appUrl).port), "127.0.0.1");
      socket.write(head(shopId));
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 .*connection: close/is);
    }
  });

  test("with 503 when no seal key opens the secret any more: Klaviyo tries again", async () => {
    const other = await app.install("klaviyo-sealed");
    const lost = [Buffer.alloc(32, 9).toString("base64")] as const;
    const how = { pool: app.pool, shopId: other.shopId, secret, sealKeys: lost, now: 1 };
    expect(await connectKlaviyo(how)).toMatchObject({ outcome: "connected" });
    expect((await send(good(), { shopId: other.shopId })).status).toBe(503);
  });
});

test("a thousand events are taken at once", async () => {
  const { id } = makeCustomer();
  const events = Array.from({ length: 1000 }, () => event("clicked_sms", { external_id: id }));
  const began = performance.now();
  expect(await send(klaviyoDelivery(...events))).toEqual({
    status: 200,
    answer: { accepted: 1000 },
  });
  // Klaviyo waits five seconds.
  expect(performance.now() - began).toBeLessThan(5000);
  expect((await send(klaviyoDelivery(...events, events[0] ?? {}))).status).toBe(400);
});
