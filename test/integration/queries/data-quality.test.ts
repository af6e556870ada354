import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addIntake, type IntakeCount } from "../../../app/db/intake.ts";
import { createPool } from "../../../app/db/pool.server.ts";
import { markUninstalled } from "../../../app/db/shop.ts";
import { readDataQuality } from "../../../app/queries/read-data-quality.ts";
import { readIntake } from "../../../app/queries/read-intake.ts";
import { readRefusals } from "../../../app/queries/read-refusals.ts";
import { noteEmbed } from "../../../app/services/note-embed.ts";
import { useDatabase } from "../../support/database.ts";
import { createShop, NOW } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopCount = 0;
const newShop = () => createShop(db, `quality-${(shopCount += 1)}.myshopify.com`);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 11:00:00 is the first instant of its minute and hour. */
const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS);

const count = (
  shopId: number,
  at: number,
  [source, outcome, number, reason = ""]: [
    string,
    IntakeCount["outcome"],
    number,
    (string | undefined)?,
  ],
): IntakeCount => ({ shopId, source, minute: minuteOf(at), outcome, reason, count: number });

const read = (shopId: number, view: Parameters<typeof readDataQuality>[0]["view"]) =>
  readDataQuality({ shopId, now: NOW, view }, db);

beforeAll(() => {
  db = createPool({ connectionString: database.url, max: 4 });
});
afterAll(() => db.end());

test("a shop from which nothing came has every source, unheard, and nothing refused", async () => {
  const quality = await read(await newShop(), { source: "all", span: "day" });
  expect(quality.sources.map(({ source, state }) => [source, state.kind])).toEqual([
    ["webhook", "unheard"],
    ["proxy", "unheard"],
    ["pixel", "working"],
    ["api", "off"],
    ["klaviyo", "off"],
    ["backfill", "working"],
    ["reconciliation", "working"],
  ]);
  expect(quality.plot).toHaveLength(24);
  expect(quality.plot.at(-1)).toEqual({
    startsAt: NOW,
    accepted: 0,
    duplicate: 0,
    ignored: 0,
    rejected: 0,
  });
  expect(quality.refusals).toEqual({ refusals: [], left: 0 });
  expect(quality.unreadable).toEqual({ count: 0, reasons: [] });
});

test("what came in falls into the minute and the hour in which it came, and not into those before", async () => {
  const shopId = await newShop();
  const other = await newShop();
  const dayStart = NOW - 23 * HOUR_MS;
  const hourStart = NOW - 59 * MINUTE_MS;
  await addIntake(db, [
    count(shopId, NOW, ["webhook", "accepted", 3]),
    count(shopId, NOW, ["webhook", "duplicate", 2]),
    count(shopId, hourStart, ["webhook", "accepted", 5]),
    count(shopId, hourStart - 1, ["webhook", "accepted", 7]),
    count(shopId, dayStart, ["proxy", "accepted", 11]),
    count(shopId, dayStart - 1, ["proxy", "accepted", 13]),
    count(other, NOW, ["webhook", "accepted", 1000]),
  ]);
  const byMinute = await readIntake({ shopId, now: NOW, span: "hour" }, db);
  expect(byMinute.webhook).toHaveLength(60);
  expect(byMinute.webhook[0]).toMatchObject({ startsAt: hourStart, accepted: 5 });
  expect(byMinute.webhook[59]).toMatchObject({ startsAt: NOW, accepted: 3, duplicate: 2 });

  const quality = await read(shopId, { source: "all", span: "day" });
  expect(quality.plot.map(({ accepted }) => accepted)).toEqual([
    11,
    ...Array<number>(21).fill(0),
    // 10:00 holds both 10:01 and 10:00:59.
    12,
    3,
  ]);
  const webhook = quality.sources.find(({ source }) => source === "webhook");
  expect(webhook).toMatchObject({
    state: { kind: "alive" },
    lastHeardAt: NOW,
    lastHour: { accepted: 8, duplicate: 2 },
    lastDay: { accepted: 15, duplicate: 2 },
  });
  const one = await read(shopId, { source: "proxy", span: "hour" });
  expect(one.plot).toHaveLength(60);
  expect(one.plot.every(({ accepted }) => accepted === 0)).toBe(true);
});

test("a source was last heard at the end of the minute in which anything but a refusal came", async () => {
  const shopId = await newShop();
  await addIntake(db, [
    count(shopId, NOW - 5 * 24 * HOUR_MS, ["proxy", "accepted", 1]),
    count(shopId, NOW - 2 * 24 * HOUR_MS, ["proxy", "ignored", 1, "Order Completed"]),
    count(shopId, NOW - 24 * HOUR_MS, ["proxy", "rejected", 1, "no"]),
  ]);
  const { sources } = await read(shopId, { source: "all", span: "day" });
  expect(sources.find(({ source }) => source === "proxy")).toMatchObject({
    lastHeardAt: NOW - 2 * 24 * HOUR_MS + MINUTE_MS,
    state: { kind: "quiet" },
  });
});

test("refusals of a day are summed by source and reason, refusals before names that nothing counts", async () => {
  const shopId = await newShop();
  await addIntake(db, [
    count(shopId, NOW, ["api", "ignored", 90, "Order Completed"]),
    count(shopId, NOW, ["api", "rejected", 4, "malformed"]),
    count(shopId, NOW - HOUR_MS, ["api", "rejected", 4, "malformed"]),
    count(shopId, NOW - 25 * HOUR_MS, ["api", "rejected", 50, "malformed"]),
    count(shopId, NOW - 2 * HOUR_MS, ["proxy", "rejected", 9, "event: kind: unknown kind"]),
  ]);
  expect(await readRefusals({ shopId, now: NOW }, db)).toEqual({
    refusals: [
      {
        source: "proxy",
        outcome: "rejected",
        reason: "event: kind: unknown kind",
        count: 9,
        lastAt: NOW - 2 * HOUR_MS + MINUTE_MS,
      },
      { source: "api", outcome: "rejected", reason: "malformed", count: 8, lastAt: NOW },
      { source: "api", outcome: "ignored", reason: "Order Completed", count: 90, lastAt: NOW },
    ],
    left: 0,
  });
});

test("more reasons than a page holds are said to be left", async () => {
  const shopId = await newShop();
  const reasons = Array.from({ length: 15 }, (_, index) => `field${index}: expected an id`);
  await addIntake(
    db,
    reasons.map((reason, index) => count(shopId, NOW, ["webhook", "rejected", 20 - index, reason])),
  );
  const { refusals, left } = await readRefusals({ shopId, now: NOW }, db);
  expect(refusals.map(({ reason }) => reason)).toEqual(reasons.slice(0, 12));
  expect(left).toBe(3);
});

test("what is stored and cannot be read is counted by its reason, the newest first", async () => {
  const shopId = await newShop();
  const other = await newShop();
  const add = (shop: number, topic: string, at: number, error: string | null) =>
    db.query(
      `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, error)
       VALUES ($1, 'webhook', $2, $3, '{"secret": "content"}', $4)`,
      [shop, topic, new Date(at), error],
    );
  await add(shopId, "orders/create", NOW - 3, "currency: expected a code");
  await add(shopId, "orders/create", NOW - 1, "currency: expected a code");
  await add(shopId, "carts/update", NOW - 2, "token: expected a token");
  await add(shopId, "carts/update", NOW, null);
  await add(other, "carts/update", NOW, "token: expected a token");
  const { unreadable } = await read(shopId, { source: "all", span: "day" });
  expect(unreadable).toEqual({
    count: 3,
    reasons: [
      {
        topic: "orders/create",
        error: "currency: expected a code",
        count: 2,
        lastAt: NOW - 1,
      },
      { topic: "carts/update", error: "token: expected a token", count: 1, lastAt: NOW - 2 },
    ],
  });
});

test("what the admin said of the embed holds until it says something else, or the app is uninstalled", async () => {
  const shopId = await newShop();
  const readEmbed = async () => (await read(shopId, { source: "all", span: "day" })).setup.embed;
  expect(await readEmbed()).toBe("unknown");
  const note = (status: "active" | "inactive") => noteEmbed({ pool: db, shopId, note: { status } });
  expect(await note("inactive")).toEqual({ outcome: "changed" });
  expect(await note("inactive")).toEqual({ outcome: "known" });
  expect(await readEmbed()).toBe("inactive");
  expect(await note("active")).toEqual({ outcome: "changed" });
  expect(await readEmbed()).toBe("active");
  await markUninstalled(db, shopId, NOW);
  expect(await readEmbed()).toBe("unknown");
});

test("what is set up is read with the sources: pixel, keys, Klaviyo, history, comparisons", async () => {
  const shopId = await newShop();
  await db.query("UPDATE shop SET pixel_error = 'No.', pixel_due_at = $2 WHERE shop_id = $1", [
    shopId,
    new Date(NOW + 5),
  ]);
  await db.query(
    `INSERT INTO write_key (shop_id, write_key_id, name, key_hash, hint, kind, user_id_is, created_at, revoked_at)
     VALUES ($1, 1, 'a', 'x', 'x', 'server', 'user', $2, NULL), ($1, 2, 'b', 'y', 'y', 'server', 'user', $2, $2)`,
    [shopId, new Date(NOW)],
  );
  await db.query(
    "INSERT INTO klaviyo_connection (shop_id, secret, created_at) VALUES ($1, 's', $2)",
    [shopId, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO backfill (shop_id, resource, loaded, total, started_at, finished_at)
     VALUES ($1, 'orders', 7, 7, $2, $2)`,
    [shopId, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO reconciliation (shop_id, resource, compared_until, due_at, compared, repaired, last_run_at)
     VALUES ($1, 'orders', $2, $3, 40, 2, $2), ($1, 'customers', $2, $3, 9, 0, NULL)`,
    [shopId, new Date(NOW - 9), new Date(NOW + 9)],
  );
  const { setup, sources } = await read(shopId, { source: "all", span: "day" });
  expect(setup).toMatchObject({
    installedAt: NOW,
    pixel: { isActive: false, error: "No.", dueAt: NOW + 5 },
    activeKeys: 1,
    isKlaviyoConnected: true,
    backfill: [{ resource: "orders", loaded: 7 }],
    comparisons: [
      { resource: "customers", compared: 9, repaired: 0, lastRunAt: null },
      { resource: "orders", compared: 40, repaired: 2, lastRunAt: NOW - 9, dueAt: NOW + 9 },
    ],
  });
  expect(sources.map(({ state }) => state.kind)).toEqual([
    "unheard",
    "unheard",
    "failing",
    "unheard",
    "unheard",
    "complete",
    "alive",
  ]);
  expect(sources.at(-1)?.lastHeardAt).toBe(NOW - 9);
});
