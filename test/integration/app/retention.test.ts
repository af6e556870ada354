import { beforeEach, expect, test } from "vitest";
import { addActivities } from "../../../app/db/activities.ts";
import { addIntake } from "../../../app/db/intake.ts";
import { findShopsToTidy } from "../../../app/db/retentions.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
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
