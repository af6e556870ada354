import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { withShopLock } from "../../../app/db/locks.ts";
import { addPrivacyRequest, type PrivacyTopic } from "../../../app/db/privacy-requests.ts";
import { insertRawEvents } from "../../../app/db/raw-events.ts";
import { getShop } from "../../../app/db/shop.ts";
import { readPrivacyRequests } from "../../../app/queries/read-privacy-requests.ts";
import { redact } from "../../../app/services/redact.ts";
import { addShop, ingestAll, scoreAll } from "../../support/app-direct.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { findTraces } from "../../support/app-rows.ts";
import { HOUR_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";
import { deliver } from "../../support/deliver.ts";
import { interruptedPool } from "../../support/dying-pool.ts";

const shop = useShop();
const NEVER = Number.MAX_SAFE_INTEGER;
/** Large with a few events: nearly all of them are looked at before the lock. */
const LARGE = { many: 3, latest: 2, huge: NEVER };
/** All are looked at under the lock. */
const SMALL = { many: NEVER, latest: NEVER, huge: NEVER };
const ADA = "7317230469126";
let domain = "";
let asked = 0;

beforeEach(async () => {
  ({ domain } = await getShop(shop.pool, shop.shopId));
});

type Whom = { customerId: string } | { clientId: string };

async function ask(
  whom: Whom,
  of = shop.shopId,
  topic: PrivacyTopic = "clientId" in whom ? "visitor/withdrawal" : "customers/redact",
): Promise<string> {
  const requestKey = randomUUID();
  // One after the other, so that it is known whose turn is first.
  asked += 1;
  await addPrivacyRequest(shop.pool, of, {
    ...{
      requestKey,
      receivedAt: NOW - HOUR_MS + asked,
      orderIds: [],
      customerId: null,
      clientId: null,
    },
    ...{ topic, ...whom },
  });
  return requestKey;
}

const work = (
  requestKey: string,
  more: { pool?: pg.Pool; now?: number; sizes?: typeof LARGE } = {},
) =>
  redact({
    ...{
      pool: shop.pool,
      shopId: shop.shopId,
      deleteSessions: () => Promise.resolve(),
      requestKey,
    },
    ...{ now: NOW + 1000, sizes: LARGE, ...more },
  });

interface Visit {
  clientId: string;
  customerId?: string;
  cartToken?: string;
}

async function browse({ clientId, customerId, cartToken }: Visit): Promise<void> {
  const events = [{ kind: "page_viewed", occurredAt: iso(NOW), path: `/${randomUUID()}` }];
  const consent = { analytics: true, marketing: false };
  const body = { clientId, cartToken, consent, sentAt: iso(NOW), events };
  await deliver(shop.pool, domain, {
    delivery: {
      ...{ kind: "browse", at: NOW },
      ...{ customerId: customerId ?? null, body: JSON.stringify(body) },
    },
  });
}

/** So many that what came before is looked at ahead. */
async function browseAsOthers(): Promise<void> {
  for (let index = 0; index < 5; index += 1) await browse({ clientId: randomUUID() });
  await ingestAll(shop.work(NOW));
}

const traces = (needle: string) => findTraces(shop.pool, shop.shopId, needle);

/** Before the first lock of an erasure, when it has been looked for whoever is erased. */
const onceBeforeLock = (before: () => Promise<void>): pg.Pool => {
  let isDone = false;
  return interruptedPool(shop.pool, /^BEGIN$/, async () => {
    if (isDone) return;
    isDone = true;
    await before();
  });
};

test("people are erased alike, be it looked for them before the lock or under it, one by one or together", async () => {
  const left: string[][] = [];
  for (const sizes of [SMALL, LARGE]) {
    const name = `${randomUUID()}.myshopify.com`;
    const shopId = await addShop(shop.pool, name, { now: NOW - 90 * 24 * HOUR_MS });
    const deliveries = simulateDeliveries({ seed: 7, customers: 20, endAt: NOW, days: 30 });
    for (const delivery of deliveries) await deliver(shop.pool, name, { delivery });
    await ingestAll({ pool: shop.pool, shopId, now: NOW });
    await scoreAll({ pool: shop.pool, shopId, now: NOW });
    const read = async (sql: string): Promise<string[]> =>
      (await shop.pool.query<{ text: string }>(sql, [shopId])).rows.map(({ text }) => text);
    const customers = await read(
      "SELECT customer_id AS text FROM customer WHERE shop_id = $1 ORDER BY 1",
    );
    const clients = await read(
      "SELECT key AS text FROM identity WHERE shop_id = $1 AND kind = 'client' ORDER BY 1",
    );
    const keys: string[] = [];
    for (const customerId of customers.slice(0, 6)) keys.push(await ask({ customerId }, shopId));
    for (const clientId of clients.slice(-6)) keys.push(await ask({ clientId }, shopId));
    const options = { pool: shop.pool, shopId, deleteSessions: () => Promise.resolve(), sizes };
    // Of a large shop the first job does all of them, and the others find nothing to do.
    for (const requestKey of keys) await redact({ ...options, requestKey, now: NOW + 1000 });
    const { open, receipts } = await readPrivacyRequests({ shopId }, shop.pool);
    expect(open).toEqual([]);
    expect(receipts.length).toBeGreaterThan(5);
    const messages = await read(
      "SELECT topic || ' ' || wire::text AS text FROM raw_event WHERE shop_id = $1 ORDER BY raw_event_id",
    );
    expect(messages.length).toBeLessThan(deliveries.length);
    const facts = await read(
      "SELECT key || ' ' || signal AS text FROM fact WHERE shop_id = $1 ORDER BY key",
    );
    const erased = await read(
      "SELECT erased::text AS text FROM privacy_request WHERE shop_id = $1 ORDER BY erased::text",
    );
    left.push([...messages, ...facts, ...erased]);
  }
  expect(left[0]).toEqual(left[1]);
});

test("of a large shop one job takes all who are to be erased along, and another shop's request stays", async () => {
  for (const [id, customer] of [ADA, "7317230469127", "7317230469128"].entries())
    await shop.tell("orders/create", NOW, order(9000 + id, Number(customer), NOW));
  await browseAsOthers();
  const first = await ask({ customerId: ADA });
  const second = await ask({ customerId: "7317230469127" });
  const elsewhere = await addShop(shop.pool, `${randomUUID()}.myshopify.com`, { now: NOW });
  await ask({ customerId: ADA }, elsewhere);
  expect(await work(second)).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
  expect(await traces("7317230469127")).toEqual([]);
  expect((await traces("7317230469128")).length).toBeGreaterThan(0);
  expect(await work(first)).toBe("done-already");
  const { open } = await readPrivacyRequests({ shopId: elsewhere }, shop.pool);
  expect(open).toHaveLength(1);
});

test("the merchant's own orders are not taken along, and take nobody along", async () => {
  const others = ["7317230469127", "7317230469128"];
  for (const customerId of [ADA, ...others]) await browse({ clientId: randomUUID(), customerId });
  await browseAsOthers();
  const merchants = await ask({ customerId: ADA }, shop.shopId, "merchant/erase");
  const keys: string[] = [];
  for (const customerId of others) keys.push(await ask({ customerId }));
  expect(await work(keys[0] ?? "")).toBe("erased");
  expect(await traces(others[1] ?? "")).toEqual([]);
  expect((await traces(ADA)).length).toBeGreaterThan(1);
  const last = await ask({ clientId: randomUUID() });
  const sizes = { ...LARGE, huge: 3 };
  expect(await work(merchants, { sizes })).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
  expect(await work(last)).toBe("nothing-known");
});

test("what arrives while it is looked for a person is erased too, taken in or still waiting", async () => {
  const clientId = randomUUID();
  await browse({ clientId, customerId: ADA });
  await browseAsOthers();
  const pool = onceBeforeLock(async () => {
    await browse({ clientId, customerId: ADA });
    await ingestAll(shop.work(NOW));
    await browse({ clientId });
  });
  expect(await work(await ask({ customerId: ADA }), { pool })).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
  expect(await traces(clientId)).toEqual([]);
});

test("who becomes known by more meanwhile is looked for once more, by all that they are known by then", async () => {
  const [known, joined, stranger] = [randomUUID(), randomUUID(), randomUUID()];
  await browse({ clientId: known, customerId: ADA });
  await browse({ clientId: joined, cartToken: "cart-of-long-ago" });
  await browse({ clientId: stranger, cartToken: "cart-of-another" });
  await browseAsOthers();
  let statements = 0;
  const pool = onceBeforeLock(async () => {
    await browse({ clientId: joined, customerId: ADA });
    await ingestAll(shop.work(NOW));
  });
  const counting = interruptedPool(pool, /^BEGIN$/, () => void (statements += 1));
  expect(await work(await ask({ customerId: ADA }), { pool: counting })).toBe("erased");
  expect(statements).toBe(2);
  for (const gone of [ADA, known, joined, "cart-of-long-ago"])
    expect(await traces(gone), gone).toEqual([]);
  expect((await traces(stranger)).length).toBeGreaterThan(0);
});

test("a person who becomes known by ever more is erased all the same", async () => {
  await browse({ clientId: randomUUID(), customerId: ADA });
  await browseAsOthers();
  let tries = 0;
  const pool = interruptedPool(shop.pool, /^BEGIN$/, async () => {
    tries += 1;
    await browse({ clientId: randomUUID(), customerId: ADA });
    await ingestAll(shop.work(NOW));
  });
  expect(await work(await ask({ customerId: ADA }), { pool })).toBe("erased");
  expect(tries).toBe(4);
  expect(await traces(ADA)).toEqual([]);
});

test("an event that was being stored under a number that is passed already is waited for", async () => {
  await browse({ clientId: randomUUID(), customerId: ADA });
  await ingestAll(shop.work(NOW));
  const late = await shop.pool.connect();
  await late.query("BEGIN");
  const wire = { clientId: randomUUID(), customerId: ADA };
  const event = { key: randomUUID(), topic: "browse_events", wire };
  await insertRawEvents(late, shop.shopId, { source: "proxy", receivedAt: NOW, events: [event] });
  await browseAsOthers();
  let isDone = false;
  const erasing = work(await ask({ customerId: ADA })).then((outcome) => {
    isDone = true;
    return outcome;
  });
  await sleep(500);
  expect(isDone).toBe(false);
  await late.query("COMMIT");
  late.release();
  expect(await erasing).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
});

test("who is to be erased waits for what had arrived before, and no longer than an hour", async () => {
  const others = await ask({ customerId: "7317230469127" });
  const requestKey = await ask({ customerId: ADA });
  const tell = async (at: number): Promise<void> => {
    const wire = { clientId: randomUUID(), customerId: ADA };
    const events = [{ key: randomUUID(), topic: "browse_events", wire }];
    await insertRawEvents(shop.pool, shop.shopId, { source: "proxy", receivedAt: at, events });
  };
  await browseAsOthers();
  await tell(NOW - HOUR_MS);
  expect(await work(requestKey, { now: NOW })).toBe("ingest-behind");
  // Nor is it carried out with one that waits for nothing.
  expect(await work(await ask({ clientId: randomUUID() }), { now: NOW })).toBe("nothing-known");
  expect((await readPrivacyRequests(shop, shop.pool)).open).toHaveLength(2);
  expect(await work(others, { now: NOW + HOUR_MS })).toBe("nothing-known");
  expect(await work(requestKey, { now: NOW + HOUR_MS })).toBe("done-already");
  expect(await traces(ADA)).toEqual([]);

  const next = await ask({ customerId: ADA });
  await tell(NOW);
  expect(await work(next, { now: NOW })).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
});

test("an order that waits is not the browser's from which it was placed", async () => {
  const [clientId, cartToken] = [randomUUID(), `c1-${randomUUID()}`];
  await browse({ clientId, cartToken });
  await ingestAll(shop.work(NOW));
  const placed = { ...order(5_500_000_000_001, Number(ADA), NOW), cart_token: cartToken };
  await shop.tell("orders/create", NOW, placed);
  expect(await work(await ask({ clientId }), { sizes: SMALL })).toBe("erased");
  await ingestAll(shop.work(NOW));
  expect(await traces(clientId)).toEqual([]);
  expect((await traces(String(placed.id))).map(({ table }) => table)).toContain("customer_order");
});

test("while others of a large shop are erased a request is put off, and a small shop's is not", async () => {
  await browse({ clientId: randomUUID(), customerId: ADA });
  await browseAsOthers();
  const requestKey = await ask({ customerId: ADA });
  const lock = { work: "erasure", shopId: shop.shopId } as const;
  await withShopLock(shop.pool, lock, async () => {
    expect(await work(requestKey)).toBe("put-off");
    expect((await traces(ADA)).length).toBeGreaterThan(0);
    expect(await work(requestKey, { sizes: SMALL })).toBe("erased");
  });
});

test("a huge shop's events are read once an hour", async () => {
  const sizes = { ...LARGE, huge: 3 };
  for (const customerId of [ADA, "7317230469127"])
    await browse({ clientId: randomUUID(), customerId });
  await browseAsOthers();
  expect(await work(await ask({ customerId: ADA }), { sizes })).toBe("erased");
  const second = await ask({ customerId: "7317230469127" });
  expect(await work(second, { sizes, now: NOW + 2000 })).toBe("put-off");
  expect(await work(second, { sizes: { ...sizes, huge: NEVER }, now: NOW + 2000 })).toBe("erased");
  const third = await ask({ customerId: "7317230469128" });
  expect(await work(third, { sizes, now: NOW + HOUR_MS + 2000 })).toBe("nothing-known");
});
