import { expect, test } from "vitest";
import { peakBytes } from "../../../app/operations/peak-bytes.ts";
import { findShopsToFit } from "../../../app/db/predictions.ts";
import { eraseShop } from "../../../app/db/redaction.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { readModelCard } from "../../../app/queries/read-model-card.ts";
import { readOutlooks } from "../../../app/queries/read-outlooks.ts";
import { fitPredictions } from "../../../app/services/fit-predictions.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";
import { simulateBuyers } from "../../support/simulated-buyers.ts";

const app = useShop();
const DAYS = 300;

async function settle(now: number): Promise<void> {
  await ingestAll(app.work(now));
  await scoreAll(app.work(now));
}

const fit = (now: number) =>
  fitPredictions({
    pool: app.pool,
    shopId: app.shopId,
    now,
    stopwatch: () => performance.now() / 1000,
    peakBytes,
  });

async function outlookOf(customer: number) {
  const { rows } = await app.pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 AND customer_id = $2",
    [app.shopId, String(customer)],
  );
  const profile = { shopId: app.shopId, profileId: rows[0]?.id ?? -1 };
  return (await readOutlooks(profile, app.pool)).outlook;
}

const countFits = () => count(app.pool, "FROM prediction_fit WHERE shop_id = $1", [app.shopId]);

async function liveShop(): Promise<void> {
  const startsAt = NOW - DAYS * DAY_MS;
  const buyers = simulateBuyers({ customers: 60, seed: 2, startsAt, days: DAYS });
  for (const [index, { orders }] of buyers.entries()) {
    for (const [place, { placedAt, totalMinor }] of orders.entries()) {
      const id = 1000 * (index + 1) + place;
      const total = (totalMinor / 100).toFixed(2);
      await app.tell("orders/create", placedAt, order(id, index + 1, placedAt, total));
    }
  }
  await settle(NOW);
}

test("a fit gives every customer who ordered an outlook, and a card", async () => {
  await liveShop();
  expect(await outlookOf(1)).toBeNull();
  expect(await readModelCard(app.shopId, app.pool)).toBeNull();
  expect(await fit(NOW)).toMatchObject({ outcome: "fitted", customers: 60 });
  await settle(NOW + 1);

  const outlook = await outlookOf(1);
  expect(outlook?.asOf).toBe(NOW + 1);
  for (const each of [outlook?.week, outlook?.month, outlook?.horizon]) {
    expect(each?.low).toBeLessThanOrEqual(each?.value ?? -1);
    expect(each?.high).toBeGreaterThanOrEqual(each?.value ?? 2);
  }
  expect(outlook?.lifetimeValue.meanMinor).toBeGreaterThan(0);
  const fitted = await readModelCard(app.shopId, app.pool);
  expect(fitted?.card).toMatchObject({ customers: 60 });
  expect(fitted?.peakBytes).toBeGreaterThan(1e6);
  expect(fitted?.card.tasks.month.models.map(({ name }) => name)).toContain("rfm-sum");
});

test("an order moves its customer's outlook with its score, without another fit", async () => {
  await liveShop();
  await fit(NOW);
  await settle(NOW + 1);
  const before = await outlookOf(2);
  await app.tell("orders/create", NOW + 2, order(990_001, 2, NOW + 2, "80.00"));
  await settle(NOW + 3);
  const after = await outlookOf(2);
  expect(after?.asOf).toBe(NOW + 3);
  expect(after?.lifetimeValue.meanMinor).not.toBe(before?.lifetimeValue.meanMinor);
});

test("the next fit is due before the next midnight, and the older model gives way to it", async () => {
  await app.tell("orders/create", NOW, order(1, 1, NOW - DAY_MS, "80.00"));
  await settle(NOW);
  await fit(NOW);
  const due = (now: number) => findShopsToFit(app.pool, { now, limit: 10, except: [] });
  expect(await due(NOW + 3)).not.toContain(app.shopId);
  expect(await due(NOW + DAY_MS)).toContain(app.shopId);
  await fit(NOW + DAY_MS);
  expect(await countFits()).toBe(2);
  const { rows } = await app.pool.query<{ fitted: boolean }>(
    "SELECT model IS NOT NULL AS fitted FROM prediction_fit WHERE shop_id = $1 ORDER BY fit_id",
    [app.shopId],
  );
  expect(rows.map(({ fitted }) => fitted)).toEqual([false, true]);
});

test("a shop that is erased leaves no fit", async () => {
  await fit(NOW);
  expect(await countFits()).toBe(1);
  await inTransaction(app.pool, (db) => eraseShop(db, app.shopId));
  expect(await countFits()).toBe(0);
});
