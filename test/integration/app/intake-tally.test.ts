import type pg from "pg";
import { expect, test } from "vitest";
import { createScopedPool } from "../../../app/db/pool.server.ts";
import { saveInstalledShop } from "../../../app/db/shop.ts";
import { createIntakeTally } from "../../../app/services/intake-tally.ts";
import { NOW, useShop } from "../../support/app-shop.ts";
import { useDatabase } from "../../support/database.ts";

const app = useShop();
const database = useDatabase();

const openTally = (clock: () => number, pool: pg.Pool = app.pool) =>
  createIntakeTally({
    pool,
    clock,
    onFailure: (reason) => {
      throw new Error(reason);
    },
  });
const of = (reason: string) =>
  ({ shopId: app.shopId, source: "api", outcome: "ignored", reason, count: 1 }) as const;

test("a name that cannot be stored takes nobody's counts with it", async () => {
  const tally = openTally(() => NOW);
  const long = "x".repeat(119);
  for (const name of ["fine", "\u0000", "\ud800", "\ud801", `${long}\u{1F525}`])
    tally.note(of(name));
  await tally.stop();
  const { rows } = await app.pool.query<{ reason: string; count: number }>(
    "SELECT reason, count FROM intake_minute WHERE shop_id = $1 ORDER BY length(reason), reason",
    [app.shopId],
  );
  expect(rows).toEqual([
    { reason: "\ufffd", count: 3 },
    { reason: "fine", count: 1 },
    { reason: `${long}\ufffd`, count: 1 },
  ]);
});

test("a minute of a shop holds a hundred reasons, and counts what is beyond them together", async () => {
  let at = NOW;
  const tally = openTally(() => at);
  const note = (reason: string): void => tally.note(of(reason));
  for (let name = 0; name < 250; name += 1) note(`name ${name}`);
  note("name 7");
  at += 60_000;
  note("name 249");
  await tally.stop();
  const { rows } = await app.pool.query<{ reason: string; count: number }>(
    "SELECT reason, count FROM intake_minute WHERE shop_id = $1 ORDER BY minute, reason",
    [app.shopId],
  );
  expect(rows).toHaveLength(102);
  expect(rows).toContainEqual({ reason: "name 7", count: 2 });
  expect(rows).toContainEqual({ reason: "others", count: 150 });
  expect(rows.at(-1)).toEqual({ reason: "name 249", count: 1 });
});

test("counts of many shops, of several processes at once, are all there, and open pages of each are told", async () => {
  const domains = Array.from({ length: 30 }, (_, number) => `counted-${number}.myshopify.com`);
  const shopIds: number[] = [];
  for (const domain of domains) {
    const shop = { domain, currency: "EUR", timezone: "UTC", plan: "Basic", now: NOW };
    shopIds.push((await saveInstalledShop(database.pool, shop)).shopId);
  }
  const gone = Math.max(...shopIds) + 1;
  const scoped = createScopedPool({ connectionString: database.url, max: 3 });
  const tallies = [1, 2, 3].map(() => openTally(() => NOW, scoped));
  for (const [turn, tally] of tallies.entries())
    for (const shopId of [...(turn === 1 ? shopIds.toReversed() : shopIds), gone])
      for (let reason = 0; reason < 50; reason += 1)
        tally.note({ ...of(`reason ${reason}`), shopId, count: 2 });
  await Promise.all(tallies.map((tally) => tally.stop()));
  await scoped.end();
  const { rows } = await database.pool.query(
    `SELECT shop_id AS "shopId", count(*)::int AS reasons, sum(count)::int AS events,
       (SELECT version FROM shop_change WHERE shop_change.shop_id = counted.shop_id AND topic = 'intake') > 0 AS "isTold"
     FROM intake_minute counted WHERE shop_id = ANY($1::int[]) GROUP BY shop_id ORDER BY shop_id`,
    [[...shopIds, gone]],
  );
  expect(rows).toEqual(
    shopIds.map((shopId) => ({ shopId, reasons: 50, events: 300, isTold: true })),
  );
});
