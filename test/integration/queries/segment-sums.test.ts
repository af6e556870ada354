import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../../app/db/pool.server.ts";
import { eraseShop } from "../../../app/db/redaction.ts";
import { findShopsToCount } from "../../../app/db/segment-sums.ts";
import { removeSegment } from "../../../app/db/segments.ts";
import { readSegmentContext } from "../../../app/queries/read-segment-context.ts";
import { readSegmentList } from "../../../app/queries/read-segment-overview.ts";
import { readSegment } from "../../../app/queries/read-segment.ts";
import { countSegments } from "../../../app/services/count-segments.ts";
import { DAY_MS, HOUR_MS } from "../../../app/pipeline/shared/time.ts";
import { useDatabase } from "../../support/database.ts";
import { addChange, addMember, addProfile, createShop, NOW, TIMEZONE } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopCount = 0;

beforeAll(() => {
  db = createPool({ connectionString: database.url, max: 4 });
});
afterAll(() => db.end());

const newShop = async (): Promise<number> => {
  const shopId = await createShop(db, `sums-${(shopCount += 1)}.myshopify.com`);
  await db.query("UPDATE shop SET ready_at = $2 WHERE shop_id = $1", [shopId, new Date(NOW)]);
  return shopId;
};

const count = (shopId: number, now = NOW) =>
  countSegments({ pool: db, shopId, now, stopwatch: () => 0 });

/** From then on pages take the last count and what changed since. */
const makeLarge = (shopId: number) =>
  db.query("UPDATE shop_sum SET memberships = 10000000 WHERE shop_id = $1", [shopId]);

let orderCount = 0;
async function addOrder(
  shopId: number,
  order: {
    customerId: string | null;
    agoDays: number;
    totalMinor: number;
    refunded?: number;
    isCancelled?: boolean;
    isTest?: boolean;
  },
): Promise<void> {
  const { customerId, agoDays, totalMinor, refunded, isCancelled = false, isTest = false } = order;
  const orderId = String((orderCount += 1));
  await db.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, cancelled_at, is_test,
       source_updated_at) VALUES ($1, $2, $3, $4, 'EUR', $5, $6, $7, $4)`,
    [
      ...[shopId, orderId, customerId, new Date(NOW - agoDays * DAY_MS), totalMinor],
      ...[isCancelled ? new Date(NOW - 1000) : null, isTest],
    ],
  );
  if (refunded === undefined) return;
  await db.query(
    `INSERT INTO refund (shop_id, refund_id, order_id, amount_minor, refunded_at) VALUES ($1, $2, $2, $3, $4)`,
    [shopId, orderId, refunded, new Date(NOW - 1000)],
  );
}

async function addCustomer(shopId: number, profileId: number, segments: number[]): Promise<void> {
  await addProfile(db, shopId, { profileId, customerId: `${profileId}` });
  await db.query(
    "INSERT INTO identity (shop_id, kind, key, profile_id) VALUES ($1, 'customer', $2, $3)",
    [shopId, `${profileId}`, profileId],
  );
  for (const segmentId of segments) await addMember(db, shopId, { segmentId, profileId });
}

test("revenue of a segment is that of its members: net, of real orders, in each span", async () => {
  const shopId = await newShop();
  await addCustomer(shopId, 1, [1, 2]);
  await addCustomer(shopId, 2, [2]);
  await addCustomer(shopId, 3, []);
  await addOrder(shopId, { customerId: "1", agoDays: 2, totalMinor: 5000, refunded: 1000 });
  await addOrder(shopId, { customerId: "1", agoDays: 60, totalMinor: 700 });
  await addOrder(shopId, { customerId: "1", agoDays: 91, totalMinor: 90_000 });
  await addOrder(shopId, { customerId: "2", agoDays: 29, totalMinor: 300 });
  await addOrder(shopId, { customerId: "2", agoDays: 3, totalMinor: 80_000, isCancelled: true });
  await addOrder(shopId, { customerId: "2", agoDays: 3, totalMinor: 70_000, isTest: true });
  await addOrder(shopId, { customerId: "3", agoDays: 5, totalMinor: 20 });
  await addOrder(shopId, { customerId: null, agoDays: 5, totalMinor: 1 });
  expect(await count(shopId)).toMatchObject({ outcome: "counted", asOf: NOW });

  const input = { shopId, now: NOW, timezone: TIMEZONE };
  expect((await readSegment({ ...input, handle: "vip" }, db))?.money).toEqual({
    countedAt: NOW,
    last30: { members: 4000, shop: 4321 },
    last90: { members: 4700, shop: 5021 },
  });
  const { segments, countedAt } = await readSegmentList({ ...input, days: 30 }, db);
  expect(countedAt).toBe(NOW);
  expect(segments.map(({ revenue30 }) => revenue30)).toEqual([4000, 4300]);
});

test("before a first count pages say that nothing was counted, and no zero", async () => {
  const shopId = await newShop();
  const input = { shopId, now: NOW, timezone: TIMEZONE };
  expect(await readSegment({ ...input, handle: "vip" }, db)).toMatchObject({
    money: null,
    size: 0,
  });
  const list = await readSegmentList({ ...input, days: 30 }, db);
  expect(list).toMatchObject({
    countedAt: null,
    segments: [{ revenue30: null }, { revenue30: null }],
  });
});

test("what was counted and what came since make what counting everything makes", async () => {
  const shopId = await newShop();
  for (const profileId of [1, 2, 3, 4, 5]) await addCustomer(shopId, profileId, [1]);
  await addProfile(db, shopId, { profileId: 9, customerId: null });
  await addMember(db, shopId, { segmentId: 1, profileId: 9 });
  const change = (profileId: number, entered: boolean, agoHours: number) =>
    addChange(db, shopId, {
      ...{ segmentId: 1, profileId, customerId: `${profileId}`, entered },
      at: NOW - agoHours * HOUR_MS,
    });
  await change(1, true, 24 * 20);
  await change(2, true, 50);
  await change(3, true, 26);
  await change(5, true, 25);
  await change(4, true, 3);
  await count(shopId, NOW - HOUR_MS);
  // After the count one leaves and two come in, of whom one leaves again.
  await addCustomer(shopId, 6, [1]);
  await change(6, true, 0.5);
  await db.query("DELETE FROM segment_membership WHERE shop_id = $1 AND profile_id = 5", [shopId]);
  await change(5, false, 0.5);
  await change(7, true, 0.4);
  await change(7, false, 0.3);
  const read = async () => {
    const input = { shopId, now: NOW, timezone: TIMEZONE };
    const { segments } = await readSegmentList({ ...input, days: 30 }, db);
    const detail = await readSegment({ ...input, handle: "vip" }, db);
    return { segments, size: detail?.size, visitors: detail?.visitors, days: detail?.days };
  };
  const counted = await read();
  await makeLarge(shopId);
  const kept = await read();
  expect(counted).toMatchObject({ size: 5, visitors: 1 });
  expect(kept).toEqual(counted);

  // With another time zone the kept days are another calendar's: they are counted anew.
  const tokyo = { shopId, now: NOW, timezone: "Asia/Tokyo", days: 30 };
  const fresh = (await readSegmentList(tokyo, db)).segments[0]?.trend;
  await db.query("DELETE FROM segment_day WHERE shop_id = $1", [shopId]);
  expect((await readSegmentList(tokyo, db)).segments[0]?.trend).toEqual(fresh);
});

test("a tag's progress is counted, and taken from the last count in a large shop", async () => {
  const shopId = await newShop();
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, failure, last_error, contested)
     VALUES ($1, '1', '{kindling:vip,kindling:x}', '{kindling:vip}', NULL, NULL, '{}'),
       ($1, '2', '{kindling:vip}', '{}', 'refused', 'too many tags', '{}'),
       ($1, '3', '{kindling:vip}', '{}', NULL, NULL, '{kindling:vip}'),
       ($1, '4', '{kindling:vip}', '{}', NULL, NULL, '{}')`,
    [shopId],
  );
  const read = async () =>
    (await readSegmentContext({ shopId, handle: "vip", tag: "kindling:vip", now: NOW }, db)).tag;
  const progress = { mode: "writing", wanted: 4, written: 1, refused: 2 };
  expect(await read()).toEqual({ ...progress, countedAt: null });
  await count(shopId);
  await makeLarge(shopId);
  expect(await read()).toEqual({ ...progress, countedAt: NOW });
});

test("a shop is counted when it never was, when its time has come, and when a definition came into force", async () => {
  const shopId = await newShop();
  const isWaiting = async (now: number) => (await findShopsToCount(db, now)).includes(shopId);
  expect(await isWaiting(NOW)).toBe(true);
  await count(shopId);
  expect(await isWaiting(NOW + HOUR_MS - 1)).toBe(false);
  expect(await isWaiting(NOW + HOUR_MS)).toBe(true);
  await db.query(
    `INSERT INTO segment_version (shop_id, segment_id, version, definition, published_at, in_force_at)
     VALUES ($1, 1, 1, '{}', $2, $3)`,
    [shopId, new Date(NOW), new Date(NOW + 1)],
  );
  expect(await isWaiting(NOW + 2)).toBe(true);
});

test("nothing of a segment or a shop that is gone is left", async () => {
  const shopId = await newShop();
  await addCustomer(shopId, 1, [1, 2]);
  await addChange(db, shopId, {
    ...{ segmentId: 1, profileId: 1, customerId: "1", entered: true },
    at: NOW - 1000,
  });
  await count(shopId);
  const left = async () => {
    const { rows } = await db.query<{ tables: number }>(
      `SELECT (SELECT count(*) FROM shop_sum WHERE shop_id = $1) + (SELECT count(*) FROM segment_sum WHERE shop_id = $1)
         + (SELECT count(*) FROM segment_day WHERE shop_id = $1) AS tables`,
      [shopId],
    );
    return rows[0]?.tables;
  };
  expect(await left()).toBe(4);
  await removeSegment(db, shopId, 1);
  expect(await left()).toBe(2);
  await eraseShop(db, shopId);
  expect(await left()).toBe(0);
  await expect(count(shopId)).rejects.toThrow(/no shop/i);
});
