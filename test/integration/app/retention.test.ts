import { beforeEach, expect, test } from "vitest";
import { addActivities } from "../../../app/db/activities.ts";
import { addIntake } from "../../../app/db/intake.ts";
import { addPrivacyRequest } from "../../../app/db/privacy-requests.ts";
import { findShopsToTidy } from "../../../app/db/retentions.ts";
import { addAnnouncements, endAnnouncements } from "../../../app/db/announcements.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
import { retentionRound } from "../../../app/services/retention-round.ts";
import { setRetention } from "../../../app/services/set-retention.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, NOW, useShop } from "../../support/app-shop.ts";

const shop = useShop();

const AGES = [1, 29, 31, 100, 364, 366, 800];
const DAILY_MINUTES = 24 * 60;

/** A row of each log, and a raw event, of each age in days; one event is not taken in yet. */
beforeEach(async () => {
  const { pool, shopId } = shop;
  for (const days of AGES.toReversed()) {
    const at = NOW - days * DAY_MS;
    await pool.query(
      `INSERT INTO tag_write (shop_id, customer_id, added, removed, written_at) VALUES ($1, '1', '{a}', '{}', $2)`,
      [shopId, new Date(at)],
    );
    await pool.query(
      `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
       VALUES ($1, 'webhook', 't', $2, '{}', $2)`,
      [shopId, new Date(at)],
    );
    const minute = Math.floor(at / 60_000);
    await addIntake(pool, [
      { shopId, source: "webhook", minute, outcome: "accepted", reason: "", count: 1 },
    ]);
    await addActivities(pool, [
      {
        ...{ shopId, kind: "pixel", subject: "pixel", outcome: "done", count: 1, reason: null },
        ...{ hour: Math.floor(at / HOUR_MS), at },
      },
    ]);
  }
});

const ages = async (sql: string): Promise<number[]> => {
  const { rows } = await shop.pool.query<{ days: number }>(
    `SELECT round(${sql})::int AS days FROM ${sql.includes("minute") ? "intake_minute" : tableOf(sql)}
     WHERE shop_id = $1 ORDER BY 1`,
    [shop.shopId],
  );
  return rows.map(({ days }) => days);
};
const tableOf = (sql: string): string =>
  sql.includes("written_at") ? "tag_write" : sql.includes("received_at") ? "raw_event" : "activity";
const inDays = (column: string): string =>
  `extract(epoch FROM timestamptz '2026-11-20T15:00:00Z' - ${column}) / 86400`;

async function readAges() {
  return {
    tags: await ages(inDays("written_at")),
    activity: await ages(inDays("at")),
    raw: await ages(inDays("received_at")),
    intake: await ages(`(${Math.floor(NOW / 60_000)} - minute) / ${DAILY_MINUTES}.0`),
  };
}

async function tidy(limit: number): Promise<number> {
  for (let calls = 1; ; calls += 1) {
    const result = await applyRetention({ ...shop.work(NOW), limit });
    if (result.outcome === "nothing-left") return calls;
    expect(result.rows).toBeLessThanOrEqual(limit);
  }
}

test("logs are kept for a year and raw events for good where nothing else was said", async () => {
  await tidy(100);
  expect(await readAges()).toEqual({
    tags: [1, 29, 31, 100, 364],
    activity: [1, 29, 31, 100, 364],
    raw: AGES,
    intake: [1, 29, 31],
  });
});

test("what a merchant chose is applied in batches, and looked at again a day later", async () => {
  const { pool, shopId } = shop;
  const chosen = { rawEventDays: 90, logDays: 30 };
  expect(await setRetention({ ...shop.work(NOW), ...chosen })).toEqual({ outcome: "saved" });
  const due = { limit: 1000, except: [] };
  expect(await findShopsToTidy(pool, { now: NOW, ...due })).toContain(shopId);
  expect(await tidy(2)).toBeGreaterThan(6);
  expect(await readAges()).toEqual({
    tags: [1, 29],
    activity: [1, 29],
    raw: [1, 29, 31],
    intake: [1, 29],
  });
  expect(await findShopsToTidy(pool, { now: NOW + DAY_MS - 1, ...due })).not.toContain(shopId);
  expect(await findShopsToTidy(pool, { now: NOW + DAY_MS, ...due })).toContain(shopId);
});

test("an event that was not taken in yet stays, however old it is", async () => {
  const { pool, shopId } = shop;
  await pool.query("UPDATE raw_event SET ingested_at = NULL WHERE shop_id = $1", [shopId]);
  await setRetention({ ...shop.work(NOW), rawEventDays: 90, logDays: 30 });
  await tidy(100);
  expect(await count(pool, "FROM raw_event WHERE shop_id = $1", [shopId])).toBe(AGES.length);
});

test("a length that is no choice is refused, and changes nothing", async () => {
  for (const wrong of [
    { rawEventDays: 1, logDays: 30 },
    { rawEventDays: null, logDays: 0 },
  ]) {
    expect(await setRetention({ ...shop.work(NOW), ...wrong })).toEqual({
      outcome: "unknown-choice",
    });
  }
  expect(await count(shop.pool, "FROM retention WHERE shop_id = $1", [shop.shopId])).toBe(0);
});

test("a shop whose history is never read to its end keeps its raw events, and no log or key too long", async () => {
  const { pool, shopId } = shop;
  await pool.query("UPDATE shop SET ready_at = NULL WHERE shop_id = $1", [shopId]);
  for (const source of ["backfill", "webhook"])
    await pool.query(
      "INSERT INTO dedupe (shop_id, source, key, seen_at) VALUES ($1, $2, 'old', $3)",
      [shopId, source, new Date(NOW - 800 * DAY_MS)],
    );
  const request = { requestKey: "asked", receivedAt: NOW - 31 * DAY_MS, orderIds: [] };
  const asked = { ...request, topic: "customers/data_request", clientId: null } as const;
  await addPrivacyRequest(pool, shopId, { ...asked, customerId: "7317230469126" });
  await setRetention({ ...shop.work(NOW), rawEventDays: 90, logDays: 30 });

  expect(await findShopsToTidy(pool, { now: NOW, limit: 1000, except: [] })).toContain(shopId);
  await tidy(100);
  expect(await readAges()).toEqual({
    tags: [1, 29],
    activity: [1, 29],
    raw: AGES,
    intake: [1, 29],
  });
  const { rows: keys } = await pool.query("SELECT source FROM dedupe WHERE shop_id = $1", [shopId]);
  expect(keys).toEqual([{ source: "backfill" }]);
  const { rows: requests } = await pool.query(
    "SELECT outcome, customer_id FROM privacy_request WHERE shop_id = $1",
    [shopId],
  );
  expect(requests).toEqual([{ outcome: "lapsed", customer_id: null }]);

  // Its history was read at last.
  await pool.query("UPDATE shop SET ready_at = $2 WHERE shop_id = $1", [shopId, new Date(NOW)]);
  await tidy(100);
  expect((await readAges()).raw).toEqual([1, 29, 31]);
});

test("what was told to Flow and Klaviyo goes after 30 days, and what still waits stays", async () => {
  const { pool, shopId } = shop;
  const segment = { handle: "vip", name: "VIP" };
  const announcement = { kind: "entered", segment, reason: "3 orders" } as const;
  for (const [index, days] of [29, 31, 31].entries()) {
    const target = index === 1 ? "flow" : "klaviyo";
    const row = { target, profileId: 1, customerId: String(index), announcement } as const;
    await addAnnouncements(pool, shopId, [row], NOW - days * DAY_MS);
    const { rows } = await pool.query<{ id: number }>(
      "SELECT max(announcement_id) AS id FROM announcement WHERE shop_id = $1",
      [shopId],
    );
    const ended = { ids: rows.map(({ id }) => id), outcome: "refused", error: null } as const;
    if (index < 2) await endAnnouncements(pool, shopId, { ...ended, now: NOW - days * DAY_MS });
  }
  await tidy(100);
  const { rows } = await pool.query<{ customer: string }>(
    "SELECT customer_id AS customer FROM announcement WHERE shop_id = $1 ORDER BY 1",
    [shopId],
  );
  expect(rows.map(({ customer }) => customer)).toEqual(["0", "2"]);
});

test("a worker whose clock is a year ahead deletes nothing by it, unless it is told to trust it", async () => {
  const { pool, shopId } = shop;
  await setRetention({ ...shop.work(NOW), rawEventDays: 90, logDays: 30 });
  // As of the database's own time, which no test sets.
  for (const column of ["tag_write.written_at", "activity.at", "raw_event.received_at"]) {
    const [table = "", name = ""] = column.split(".");
    await pool.query(`UPDATE ${table} SET ${name} = now() WHERE shop_id = $1`, [shopId]);
  }
  const left = () =>
    Promise.all(
      ["tag_write", "activity", "raw_event"].map((table) =>
        count(pool, `FROM ${table} WHERE shop_id = $1`, [shopId]),
      ),
    );
  const run = async (trustsClock: boolean): Promise<void> => {
    const onFailure = ({ reason }: { reason: string }): void => expect.unreachable(reason);
    const clock = (): number => Date.now() + 400 * DAY_MS;
    const round = retentionRound({ pool, clock, onFailure, trustsClock });
    while ((await round()) === "worked");
  };
  await run(false);
  expect(await left()).toEqual([AGES.length, AGES.length, AGES.length]);
  // Nor does it put the next look off for a year.
  const { rows } = await pool.query<{ dueAt: number }>(
    `SELECT due_at AS "dueAt" FROM retention WHERE shop_id = $1`,
    [shopId],
  );
  expect(rows[0]?.dueAt).toBeLessThan(Date.now() + 2 * DAY_MS);
  await run(true);
  expect(await left()).toEqual([0, 0, 0]);
});
