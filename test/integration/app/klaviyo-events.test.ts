import { afterEach, beforeAll, expect, test } from "vitest";
import { addAnnouncements } from "../../../app/db/announcements.ts";
import { setKlaviyoKey } from "../../../app/services/set-klaviyo-key.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const SEAL_KEYS = [Buffer.alloc(32, 7).toString("base64")] as const;
const app = useApp({ env: { SEAL_KEYS: SEAL_KEYS.join() } });
const KEY = "pk_0123456789abcdef0123456789abcdef01";
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("klaviyo-events");
  app.devStore.klaviyo.keys.add(KEY);
});
afterEach(() => {
  app.devStore.klaviyo.faults = {};
  app.devStore.clock.setSpeed(1);
});

const setKey = (key: string | null) =>
  setKlaviyoKey({
    pool: app.pool,
    shopId: shop.shopId,
    key,
    sealKeys: SEAL_KEYS,
    now: app.devStore.clock.now(),
  });

async function announce(customers: string[], handle = "vip"): Promise<void> {
  const segment = { handle, name: "VIP" };
  await addAnnouncements(
    app.pool,
    shop.shopId,
    customers.map((customerId) => ({
      target: "klaviyo",
      profileId: 0,
      customerId,
      announcement: { kind: "entered", segment, reason: "3 orders" },
    })),
    app.devStore.clock.now(),
  );
}

const idsFrom = (first: number, number: number) =>
  Array.from({ length: number }, (_, index) => String(first + index));
const toldOf = (ids: string[]) =>
  app.devStore.klaviyo.events.filter(({ externalId }) => ids.includes(externalId));

/** What the merchant is told. */
async function noted(): Promise<string | null | undefined> {
  const sql = "SELECT error FROM klaviyo_key WHERE shop_id = $1";
  const { rows } = await app.pool.query<{ error: string | null }>(sql, [shop.shopId]);
  return rows[0]?.error;
}

async function heat(): Promise<string> {
  const { id } = shop.shop.createCustomer({});
  const token = `cart-${id}`;
  const lines = [{ title: "Mug", quantity: 1, priceMinor: 5000 }];
  for (const minutes of [10, 7, 4, 1]) {
    const at = app.devStore.clock.now() - minutes * 60_000;
    const more = lines.map((line) => ({ ...line, quantity: 11 - minutes }));
    shop.shop.upsertCart({ token, lines: more, at }, { at });
  }
  shop.shop.upsertCheckout({ token: `of-${id}`, cartToken: token, customerId: id, lines });
  await app.settle(shop.shopId);
  return id;
}

test("Nothing goes to Klaviyo before a key is set, and a key is kept sealed.", async () => {
  await heat();
  expect(await count(app.pool, "FROM announcement WHERE shop_id = $1", [shop.shopId])).toBe(0);
  expect((await setKey("not a key")).outcome).toBe("invalid-key");
  expect((await setKey(KEY)).outcome).toBe("kept");
  expect(await findTraces(app.pool, shop.shopId, KEY)).toEqual([]);
});

test("Who enters a segment is an event of Klaviyo's, on the customer, with segment, reason and time.", async () => {
  const id = await heat();
  expect(toldOf([id])).toContainEqual({
    externalId: id,
    metric: "Entered segment",
    uniqueId: expect.stringMatching(/^kindling-\d+-\d+$/),
    time: expect.stringMatching(/Z$/),
    properties: {
      Segment: expect.any(String),
      "Segment handle": "high-intent",
      Reason: expect.any(String),
    },
  });
});

test("Klaviyo's limits, faults and lost answers lose no event, and double none.", async () => {
  app.devStore.clock.setSpeed(20);
  app.devStore.klaviyo.faults = { status429Next: 2, status500Next: 2, dropAfterCommitNext: 2 };
  const ids = idsFrom(1000, 700);
  await announce(ids);
  await app.settle(shop.shopId);
  expect(app.devStore.klaviyo.duplicates).toBeGreaterThan(0);
  expect(toldOf(ids).map(({ externalId }) => externalId)).toEqual(ids);
});

test("Who refused marketing is left out.", async () => {
  const { id } = shop.shop.createCustomer({ email: "a@example.com" });
  shop.shop.setMarketingConsent(id, { channel: "email", state: "unsubscribed" });
  await app.settle(shop.shopId);
  await announce([id]);
  await app.settle(shop.shopId);
  expect(toldOf([id])).toEqual([]);
  const leftOut =
    "FROM announcement WHERE shop_id = $1 AND customer_id = $2 AND outcome = 'left-out'";
  expect(await count(app.pool, leftOut, [shop.shopId, id])).toBe(1);
});

test("An event that Klaviyo refuses is kept with its reason, and the others are told.", async () => {
  const [wrong = "", ...others] = idsFrom(5000, 5);
  await announce([...others.slice(0, 2), wrong, ...others.slice(2)]);
  await app.pool.query(
    `UPDATE announcement SET body = jsonb_set(body, '{segment,handle}', 'null')
     WHERE shop_id = $1 AND customer_id = $2`,
    [shop.shopId, wrong],
  );
  await app.settle(shop.shopId);
  expect(toldOf([wrong, ...others]).map(({ externalId }) => externalId)).toEqual(others);
});

test("What Klaviyo refuses without naming an event is sent by halves until the one is alone, and the others are told.", async () => {
  app.devStore.clock.setSpeed(20);
  const ids = idsFrom(20_000, 700);
  const wrong = [ids[0] ?? "", ids[333] ?? "", ids[699] ?? ""];
  app.devStore.klaviyo.faults = { refusedInSilence: wrong };
  await announce(ids);
  await app.settle(shop.shopId);
  expect(toldOf(ids).map(({ externalId }) => externalId)).toEqual(
    ids.filter((id) => !wrong.includes(id)),
  );
  const { rows } = await app.pool.query<{ id: string; error: string }>(
    `SELECT customer_id AS id, error FROM announcement
     WHERE shop_id = $1 AND customer_id = ANY($2) AND outcome = 'refused' ORDER BY announcement_id`,
    [shop.shopId, ids],
  );
  expect(rows).toEqual(wrong.map((id) => ({ id, error: "Klaviyo answered 400 (error)" })));
});

test("What Klaviyo answers that speaks of no event loses none: it is told to the merchant and tried again.", async () => {
  app.devStore.clock.setSpeed(20);
  for (const status of [404, 408, 409, 410]) {
    app.devStore.klaviyo.faults = { status };
    const ids = idsFrom(30_000 + status * 10, 3);
    await announce(ids);
    await expect.poll(noted, { timeout: 10_000 }).toBe(`Klaviyo answered ${status} (error)`);
    // Some tries more: the wait doubles, and nothing ends.
    await expect
      .poll(() => app.devStore.klaviyo.faults.refused, { timeout: 20_000 })
      .toBeGreaterThan(3);
    app.devStore.klaviyo.faults = {};
    await app.settle(shop.shopId);
    expect(toldOf(ids).map(({ externalId }) => externalId)).toEqual(ids);
    expect(await noted()).toBeNull();
  }
});

test("A key that Klaviyo does not take is told to the merchant, and nothing is lost until another is set.", async () => {
  app.devStore.klaviyo.keys.delete(KEY);
  const ids = idsFrom(6000, 3);
  await announce(ids);
  await expect.poll(noted, { timeout: 10_000 }).toBe("Klaviyo does not know the key");
  const other = KEY.replaceAll("0", "9");
  app.devStore.klaviyo.keys.add(other);
  expect((await setKey(other)).outcome).toBe("kept");
  app.devStore.clock.setSpeed(200);
  await app.settle(shop.shopId);
  expect(toldOf(ids).map(({ externalId }) => externalId)).toEqual(ids);
});

test("A key that is forgotten takes along what waits.", async () => {
  app.devStore.klaviyo.faults = { status500Next: 1000 };
  const ids = idsFrom(7000, 3);
  await announce(ids);
  expect((await setKey(null)).outcome).toBe("removed");
  app.devStore.klaviyo.faults = {};
  await app.settle(shop.shopId);
  expect(toldOf(ids)).toEqual([]);
  expect(await setKey(null)).toEqual({ outcome: "not-kept" });
});
