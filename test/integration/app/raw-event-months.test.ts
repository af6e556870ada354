import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createScopedPool } from "../../../app/db/pool.server.ts";
import { dropRawEventMonths, makeRawEventMonths } from "../../../app/db/raw-event-months.ts";
import { readRawEvents } from "../../../app/db/raw-events.ts";
import { deleteOlder, saveRetention } from "../../../app/db/retentions.ts";
import { saveInstalledShop } from "../../../app/db/shop.ts";
import { createRawEventWriter } from "../../../app/services/raw-event-writer.ts";
import { count } from "../../support/app-rows.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
/** As the worker has it: without a right to any table's definition. */
let pool: pg.Pool;
let shopId: number;
let other: number;

const MARCH = Date.parse("2031-03-10T00:00:00Z");
const END_OF_MARCH = Date.parse("2031-03-31T23:59:59.999Z");
const APRIL = Date.parse("2031-04-01T00:00:00Z");
const MAY_2032 = Date.parse("2032-05-10T00:00:00Z");

beforeAll(async () => {
  pool = createScopedPool({ connectionString: database.url, max: 4 });
  const install = async (domain: string): Promise<number> => {
    const shop = { domain, currency: "EUR", timezone: "UTC", plan: "Basic", now: MARCH };
    return (await saveInstalledShop(database.pool, shop)).shopId;
  };
  shopId = await install("a.myshopify.com");
  other = await install("b.myshopify.com");
});
afterAll(() => pool.end());

const store = async (key: string, receivedAt: number, shop = shopId): Promise<number> => {
  const stored = await createRawEventWriter({ pool }).write({
    ...{ shopId: shop, source: "webhook", receivedAt },
    events: [{ key, topic: "t", wire: { key } }],
  });
  return stored.outcome === "stored" ? stored.accepted : -1;
};

/** In which partition each event of the shops stands, by its key. */
async function placesOf(): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<{ key: string; place: string }>(
    "SELECT wire->>'key' AS key, tableoid::regclass::text AS place FROM raw_event ORDER BY raw_event_id",
  );
  return Object.fromEntries(rows.map(({ key, place }) => [key, place.replace("raw_events.", "")]));
}

const months = async (): Promise<string[]> => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
     WHERE inhparent = 'raw_event'::regclass AND relname LIKE 'm203%' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

test("an event of a time for which nobody made a month is stored, and moves to its month when that is made", async () => {
  expect(await store("early", MARCH)).toBe(1);
  expect(await placesOf()).toEqual({ early: "other" });
  // By two workers at once.
  const made = await Promise.all(
    [1, 2].map(() => makeRawEventMonths(pool, { now: MARCH, ahead: 2 })),
  );
  expect(made.toSorted()).toEqual([0, 3]);
  expect(await months()).toEqual(["m2031_03", "m2031_04", "m2031_05"]);
  expect(await placesOf()).toEqual({ early: "m2031_03" });
});

test("a delivery that comes again behind the border of a month is known", async () => {
  expect(await store("on the border", END_OF_MARCH)).toBe(1);
  expect(await store("on the border", APRIL)).toBe(0);
  expect(await store("after it", APRIL)).toBe(1);
  expect(await store("late, of March", END_OF_MARCH)).toBe(1);
  expect(await store("of another", MARCH, other)).toBe(1);
  expect(await placesOf()).toEqual({
    ...{ early: "m2031_03", "on the border": "m2031_03", "after it": "m2031_04" },
    ...{ "late, of March": "m2031_03", "of another": "m2031_03" },
  });
});

test("a rebuild reads the months as one, in the order in which events were stored", async () => {
  const read: unknown[] = [];
  for await (const page of readRawEvents(database.pool, shopId))
    read.push(...page.map(({ wire }) => wire));
  const keys = ["early", "on the border", "after it", "late, of March"];
  expect(read).toEqual(keys.map((key) => ({ key })));
});

test("a month goes when it is over for every shop in it, and waits for what is not taken in", async () => {
  const retention = (shop: number, rawEventDays: number | null): Promise<void> =>
    saveRetention(database.pool, shop, { rawEventDays, logDays: 365, dueAt: MAY_2032 });
  await retention(shopId, 365);
  // The other shop keeps its events for good, and nothing is taken in. What nobody has anything in goes.
  await dropRawEventMonths(pool, MAY_2032);
  expect(await months()).toEqual(["m2031_03", "m2031_04"]);
  await retention(other, 365);
  expect(await dropRawEventMonths(pool, MAY_2032)).toBe(0);
  await database.pool.query("UPDATE raw_event SET ingested_at = received_at");
  const early = Date.parse("2032-03-30T23:59:59Z");
  expect(await dropRawEventMonths(pool, early)).toBe(0);
  expect(await dropRawEventMonths(pool, Date.parse("2032-03-31T00:00:00Z"))).toBe(1);
  expect(await placesOf()).toEqual({ "after it": "m2031_04" });
});

test("what one shop no longer keeps is deleted inside of a month, and no other row of the same place", async () => {
  await makeRawEventMonths(pool, { now: MAY_2032, ahead: 1 });
  // The first row of three partitions each: all stand at one place.
  expect(await store("of May", MAY_2032)).toBe(1);
  expect(await store("of June", MAY_2032 + 30 * 86_400_000)).toBe(1);
  await database.pool.query("UPDATE raw_event SET ingested_at = received_at");
  const old = { what: "raw_event", before: MAY_2032, limit: 10 } as const;
  expect(await deleteOlder(database.pool, shopId, old)).toBe(1);
  expect(Object.keys(await placesOf())).toEqual(["of May", "of June"]);
});

test("keys of deliveries are kept for 30 days, of history as long as the events", async () => {
  await database.pool.query(
    "INSERT INTO dedupe (shop_id, source, key, seen_at) VALUES ($1, 'backfill', 'history', $2)",
    [shopId, new Date(MARCH)],
  );
  const keys = (): Promise<number> =>
    count(database.pool, "FROM dedupe WHERE shop_id = $1", [shopId]);
  const before = await keys();
  const delivered = { what: "delivery_key", before: APRIL, limit: 10 } as const;
  expect(await deleteOlder(database.pool, shopId, delivered)).toBe(3);
  expect(await keys()).toBe(before - 3);
  const told = { what: "history_key", before: APRIL, limit: 10 } as const;
  expect(await deleteOlder(database.pool, shopId, told)).toBe(1);
});

test("the processes can reach no partition past the whole table, nor change it", async () => {
  for (const role of ["kindling_app", "kindling_across"]) {
    const client = await database.pool.connect();
    try {
      await client.query(`SET ROLE ${role}`);
      await expect(client.query("SELECT FROM raw_events.m2032_05")).rejects.toThrow(/permission/);
      await expect(client.query("DROP TABLE raw_event")).rejects.toThrow(/owner/);
    } finally {
      client.release(true);
    }
  }
});
