import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../../app/db/pool.server.ts";
import { readBackfill } from "../../../app/queries/read-backfill.ts";
import { readCustomer } from "../../../app/queries/read-customer.ts";
import { readDashboard } from "../../../app/queries/read-dashboard.ts";
import { readFirstSteps } from "../../../app/queries/read-first-steps.ts";
import { readSegment } from "../../../app/queries/read-segment.ts";
import { readSegmentOverview } from "../../../app/queries/read-segment-overview.ts";
import { readStatus } from "../../../app/queries/read-status.ts";
import { readToday } from "../../../app/queries/read-today.ts";
import { closeWelcome } from "../../../app/services/close-welcome.ts";
import { useDatabase } from "../../support/database.ts";
import { addChange, addMember, addProfile, createShop, NOW, TIMEZONE } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopCount = 0;
const newShop = () => createShop(db, `shop-${(shopCount += 1)}.myshopify.com`);

beforeAll(() => {
  // The app's own pool: its types are part of what the queries promise.
  db = createPool({ connectionString: database.url, max: 4 });
});
afterAll(() => db.end());

test("an empty shop gives an empty dashboard, not an error", async () => {
  const shopId = await newShop();
  const dashboard = await readDashboard({ shopId, now: NOW, timezone: TIMEZONE }, db);
  expect(dashboard.status).toMatchObject({
    lastEventAt: null,
    customers: 0,
    due: 0,
    dueSince: null,
    tags: 0,
  });
  expect(dashboard.segments.map(({ size, trend }) => ({ size, trend }))).toEqual([
    { size: 0, trend: [0, 0] },
    { size: 0, trend: [0, 0] },
  ]);
  expect(dashboard).toMatchObject({ asOf: NOW, backfill: [], changes: [], hot: [] });
});

test("status counts customers apart from visitors, what is due, and what waits for Shopify", async () => {
  const shopId = await newShop();
  await addProfile(db, shopId, { profileId: 1, customerId: "11", behavior: 5, dueAt: NOW + 1 });
  await addProfile(db, shopId, {
    profileId: 2,
    customerId: "12",
    isScored: false,
    dueAt: NOW - 7000,
  });
  await addProfile(db, shopId, { profileId: 3, customerId: null });
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, write_at, last_error, failure)
     VALUES ($1, '11', '{a,b}', '{a,b}', NULL, NULL, NULL), ($1, '12', '{a}', '{}', $2, NULL, NULL),
       ($1, '13', '{a}', '{}', NULL, 'refused', 'refused')`,
    [shopId, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
     VALUES ($1, 'webhook', 'orders/create', $2, '{}'), ($1, 'backfill', 'orders', $3, '{}')`,
    [shopId, new Date(NOW - 1000), new Date(NOW)],
  );
  expect(await readStatus({ shopId, now: NOW }, db)).toEqual({
    lastEventAt: NOW - 1000,
    customers: 2,
    visitors: 1,
    countedAt: null,
    due: 1,
    isMoreDue: false,
    dueSince: NOW - 7000,
    tags: 2,
    waitingCustomers: 1,
    isMoreWaiting: false,
    refusedCustomers: 1,
  });
});

test("today counts from the shop's midnight, yesterday up to the same time of its clock", async () => {
  const shopId = await newShop();
  // Noon in Berlin, the day after a day of 25 hours: yesterday by this time was 24 hours ago, its midnight 37.
  const orders: [string, string, number][] = [
    ["1", "2026-10-26T10:59:00Z", 100],
    ["2", "2026-10-25T23:00:00Z", 20],
    ["3", "2026-10-25T22:59:00Z", 7_000],
    ["4", "2026-10-25T11:00:00Z", 3],
    ["5", "2026-10-24T22:00:00Z", 4],
    ["6", "2026-10-24T21:59:00Z", 50_000],
  ];
  for (const [id, at, minor] of orders) {
    await db.query(
      `INSERT INTO customer_order (shop_id, order_id, placed_at, currency, total_minor, is_test, source_updated_at)
       VALUES ($1, $2, $3, 'EUR', $4, false, $3), ($1, $2 || 'test', $3, 'EUR', $4, true, $3)`,
      [shopId, id, at, minor],
    );
  }
  const minute = (iso: string) => Date.parse(iso) / 60_000;
  await db.query(
    `INSERT INTO intake_minute (shop_id, source, minute, outcome, reason, count)
     VALUES ($1, 'proxy', $2, 'accepted', '', 5), ($1, 'proxy', $3, 'accepted', '', 2),
       ($1, 'proxy', $2, 'rejected', 'x', 900), ($1, 'backfill', $2, 'accepted', '', 900)`,
    [shopId, minute("2026-10-26T10:00:00Z"), minute("2026-10-25T10:00:00Z")],
  );
  expect(await readToday({ shopId, now: NOW, timezone: TIMEZONE }, db)).toEqual({
    orders: { today: 2, yesterday: 2 },
    revenue: { today: 120, yesterday: 7 },
    events: { today: 5, yesterday: 2 },
  });
});

test("the first steps are read from what was done", async () => {
  const shopId = await newShop();
  await db.query(
    `UPDATE shop SET ready_segments = '{vip,high-intent}', ready_at = installed_at WHERE shop_id = $1`,
    [shopId],
  );
  expect(await readFirstSteps({ shopId }, db)).toEqual({
    isClosed: false,
    isReady: true,
    readyAt: NOW,
    installedAt: NOW,
    tagMode: "writing",
    hasOwnSegment: false,
    hasWrittenTags: false,
    isActedOn: false,
    hasDataRequest: false,
    fittedAt: null,
  });
  await closeWelcome({ pool: db, shopId, isClosed: true, now: NOW });
  await db.query(
    `INSERT INTO segment_version (shop_id, segment_id, version, definition, published_at) VALUES ($1, 1, 2, '{}', $2)`,
    [shopId, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO tag_write (shop_id, customer_id, written_at, added, removed) VALUES ($1, '1', $2, '{a}', '{}')`,
    [shopId, new Date(NOW)],
  );
  expect(await readFirstSteps({ shopId }, db)).toMatchObject({
    isClosed: true,
    hasOwnSegment: true,
    hasWrittenTags: true,
  });
});

test("a trend walks back from today's size by the shop's calendar days", async () => {
  const shopId = await newShop();
  for (const profileId of [1, 2]) {
    await addProfile(db, shopId, { profileId, customerId: `${profileId}` });
    await addMember(db, shopId, { segmentId: 1, profileId });
  }
  const change = (customerId: string, entered: boolean, at: string) =>
    addChange(db, shopId, {
      segmentId: 1,
      profileId: Number(customerId),
      customerId,
      entered,
      at: Date.parse(at),
    });
  // 23:30Z on the 24th is the 25th in Berlin; the 25th has 25 hours there, so 22:30Z is still the 25th.
  await change("1", true, "2026-10-24T23:30:00Z");
  await change("3", true, "2026-10-25T22:30:00Z");
  await change("3", false, "2026-10-25T23:30:00Z");
  await change("2", true, "2026-10-26T10:00:00Z");
  const [vip] = await readSegmentOverview({ shopId, now: NOW, timezone: TIMEZONE, days: 14 }, db);
  expect(vip).toMatchObject({ handle: "vip", tag: "kindling:vip", size: 2 });
  expect(vip?.trend).toEqual([...Array<number>(12).fill(0), 2, 2]);

  const segment = await readSegment({ shopId, handle: "vip", now: NOW, timezone: TIMEZONE }, db);
  expect(segment?.days).toHaveLength(30);
  expect(segment?.days.slice(-3)).toEqual([
    { day: "2026-10-24", entries: 0, exits: 0, size: 0 },
    { day: "2026-10-25", entries: 2, exits: 0, size: 2 },
    { day: "2026-10-26", entries: 1, exits: 1, size: 2 },
  ]);
});

test("a segment counts member customers and visitors apart, and is null when there is none", async () => {
  const shopId = await newShop();
  await addProfile(db, shopId, { profileId: 1, customerId: "1", behavior: 1 });
  await addProfile(db, shopId, { profileId: 2, customerId: null });
  await addProfile(db, shopId, { profileId: 3, customerId: "3" });
  await addMember(db, shopId, { segmentId: 1, profileId: 1, enteredAt: NOW - 5 });
  await addMember(db, shopId, { segmentId: 1, profileId: 2 });
  const input = { shopId, now: NOW, timezone: TIMEZONE };
  const segment = await readSegment({ ...input, handle: "vip" }, db);
  expect(segment).toMatchObject({ size: 1, visitors: 1, customers: 2 });
  expect(segment?.members.customers).toMatchObject([
    { customerId: "1", enteredAt: NOW - 5, reason: "because" },
  ]);
  expect(await readSegment({ ...input, handle: "high-intent" }, db)).toMatchObject({
    size: 0,
    visitors: 0,
  });
  expect(await readSegment({ ...input, handle: "nothing" }, db)).toBeNull();
});

test("backfill steps come customers first", async () => {
  const shopId = await newShop();
  await db.query(
    `INSERT INTO backfill (shop_id, resource, loaded, started_at)
     VALUES ($1, 'orders', 1, $2), ($1, 'customers', 2, $2), ($1, 'products', 3, $2)`,
    [shopId, new Date(NOW)],
  );
  expect((await readBackfill({ shopId }, db)).map(({ resource }) => resource)).toEqual([
    "customers",
    "products",
    "orders",
  ]);
});

test("a customer's page has all that is known of them, and nothing of another shop", async () => {
  const shopId = await newShop();
  const other = await newShop();
  const line = {
    term: "x",
    group: "g",
    trust: "signed",
    count: 1,
    counted: 1,
    earned: 7,
    decayed: 7,
    points: 7,
  };
  const ledger = {
    intent: [7, Object.values(line)],
    value: "no-orders-yet",
    // As it was stored before, and as nobody knows it.
    behavior: { points: 7, contributions: [line] },
    engagement: { by: "another version" },
  };
  for (const shop of [shopId, other]) {
    await addProfile(db, shop, { profileId: 1, customerId: "11", intent: 7, ledger });
  }
  await addMember(db, other, { segmentId: 1, profileId: 1 });
  await addChange(db, other, {
    segmentId: 1,
    profileId: 1,
    customerId: "11",
    entered: true,
    at: NOW,
  });
  await db.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
     VALUES ($1, '501', '11', $3, 'EUR', 1000, false, $3), ($2, '502', '11', $3, 'EUR', 9, false, $3)`,
    [shopId, other, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO refund (shop_id, refund_id, order_id, amount_minor, refunded_at)
     VALUES ($1, '1', '501', 300, $3), ($1, '2', '501', 50, $3), ($2, '1', '501', 5, $3)`,
    [shopId, other, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
     VALUES ($1, 1, 'customer', '11', 1), ($1, 2, 'cart', 'abc', 1), ($2, 2, 'cart', 'other', 1)`,
    [shopId, other],
  );
  await db.query(
    `INSERT INTO identity_edge (shop_id, from_id, to_id, reason, at) VALUES ($1, 1, 2, 'order', $2)`,
    [shopId, new Date(NOW)],
  );
  const customer = await readCustomer({ shopId, customerId: "11" }, db);
  expect(customer).toMatchObject({
    scores: { behavior: null, intent: 7, engagement: null, value: null },
    memberships: [],
    changes: [],
    tags: null,
    orders: { count: 1, recent: [{ orderId: "501", totalMinor: 1000, refundedMinor: 350 }] },
  });
  expect(customer?.ledger).toEqual({
    intent: { points: 7, contributions: [line] },
    value: { points: null, reason: "no-orders-yet" },
    behavior: { points: 7, contributions: [line] },
  });
  expect(
    customer?.identities.map(({ kind, key, linkReason }) => ({ kind, key, linkReason })),
  ).toEqual([
    { kind: "customer", key: "11", linkReason: "order" },
    { kind: "cart", key: "abc", linkReason: "order" },
  ]);
  expect(await readCustomer({ shopId, customerId: "12" }, db)).toBeNull();
});
