import { expect, test } from "vitest";
import { findShopsWithHistory } from "../../../app/db/benchmarks.ts";
import { eraseCustomer } from "../../../app/db/redaction.ts";
import { countRfmCells, countRfmTransitions } from "../../../app/db/rfm-changes.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { RFM_GRID, type Fifth } from "../../../app/pipeline/score/rfm-groups.ts";
import { dayOf } from "../../../app/pipeline/shared/time.ts";
import { readRfm } from "../../../app/queries/read-rfm.ts";
import { keepRfmHistory } from "../../../app/services/keep-rfm-history.ts";
import { count, countWaiting } from "../../support/app-rows.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const app = useShop();
const TODAY = dayOf(NOW);

/** Six customers: 1 ordered once long ago, 6 six times and lately. */
async function liveShop(): Promise<void> {
  for (let customer = 1; customer <= 6; customer += 1) {
    for (let index = 0; index < customer; index += 1) {
      const at = NOW - (80 - 10 * customer + 2 * index) * DAY_MS;
      const id = 100 * customer + index;
      await app.tell("orders/create", at, order(id, customer, at, `${10 * customer}.00`));
    }
  }
  await settle();
}

async function settle(now = NOW): Promise<void> {
  await ingestAll(app.work(now));
  await scoreAll(app.work(now));
}

const keep = () => keepRfmHistory({ pool: app.pool, shopId: app.shopId });

async function profileOf(customer: number): Promise<number> {
  const { rows } = await app.pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 AND customer_id = $2",
    [app.shopId, String(customer)],
  );
  return rows[0]?.id ?? -1;
}

const rfmOf = async (customer: number) =>
  readRfm({ shopId: app.shopId, profileId: await profileOf(customer) }, app.pool);

const changes = async (): Promise<unknown[]> =>
  (
    await app.pool.query(
      `SELECT customer_id, day, from_group, to_group FROM rfm_change JOIN profile USING (shop_id, profile_id)
       WHERE shop_id = $1 ORDER BY 1, 2`,
      [app.shopId],
    )
  ).rows;

test("classes and group stand on the profile, and an order moves its customer at once", async () => {
  await liveShop();
  expect(await rfmOf(6)).toMatchObject({
    classes: { recency: 5, frequency: 5, monetary: 5 },
    group: "champions",
  });
  expect(await rfmOf(1)).toMatchObject({
    classes: { recency: 1, frequency: 1, monetary: 1 },
    group: "lost",
  });
  await app.tell("orders/create", NOW, order(900, 1, NOW - 1000, "500.00"));
  await settle();
  expect(await rfmOf(1)).toMatchObject({ classes: { recency: 5 }, group: "potential-loyalists" });
});

test("the history tells each midnight once, and again when something older arrives", async () => {
  await liveShop();
  expect(await findShopsWithHistory(app.pool)).toContain(app.shopId);
  expect(await keep()).toMatchObject({ outcome: "told" });
  expect(await keep()).toEqual({ outcome: "nothing-to-tell" });
  expect(await findShopsWithHistory(app.pool)).not.toContain(app.shopId);
  const { history } = await rfmOf(1);
  expect(history[0]).toEqual({ group: "lost", since: expect.any(Number) });

  // One more customer, who is told of late, moves others at midnights that were told before.
  const before = await changes();
  const late = NOW - 30 * DAY_MS;
  await app.tell("orders/create", NOW, order(901, 7, late, "5.00"));
  await settle();
  expect(await keep()).toMatchObject({ outcome: "told", midnights: 30 });
  const after = await changes();
  expect(after).not.toEqual(before);

  // Told from the beginning it is the same.
  await app.pool.query("UPDATE benchmark SET history_from = 0 WHERE shop_id = $1", [app.shopId]);
  expect(await keep()).toMatchObject({ outcome: "told", midnights: 364 });
  expect(await changes()).toEqual(after);
});

test("a cancellation of today tells nothing of yesterday anew; one that was told late does", async () => {
  await liveShop();
  const at = NOW - 20 * DAY_MS;
  for (const id of [600, 610]) await app.tell("orders/create", at, order(id, 6, at, "60.00"));
  await settle();
  await keep();
  const cancelled = (id: number, when: number) => ({
    ...order(id, 6, at, "60.00"),
    updated_at: new Date(when).toISOString(),
    cancelled_at: new Date(when).toISOString(),
  });
  await app.tell("orders/cancelled", NOW, cancelled(600, NOW - 1000));
  await settle();
  expect(await keep()).toEqual({ outcome: "nothing-to-tell" });
  await app.tell("orders/cancelled", NOW, cancelled(610, NOW - 2 * DAY_MS));
  await settle();
  expect(await keep()).toMatchObject({ outcome: "told", midnights: 2 });
});

test("between two midnights it can be asked who went from which group to which", async () => {
  await liveShop();
  await keep();
  const ask = (fromDay: number, toDay: number) =>
    countRfmTransitions(app.pool, app.shopId, { fromDay, toDay });
  const still = await ask(TODAY, TODAY);
  expect(still.every(({ from, to }) => from === to)).toBe(true);
  expect(still.reduce((sum, { customers }) => sum + customers, 0)).toBe(6);
  const cells = await countRfmCells(app.pool, app.shopId);
  expect(cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(6);
  for (const { recency, frequencyAndMoney, group } of cells) {
    expect(RFM_GRID[recency as Fifth][frequencyAndMoney - 1]).toBe(group);
  }
  // Before there were five customers nobody was in a group.
  const come = await ask(TODAY - 300, TODAY);
  expect(come.every(({ from }) => from === null)).toBe(true);
  expect(come.reduce((sum, { customers }) => sum + customers, 0)).toBe(6);
  const gone = await ask(TODAY, TODAY - 300);
  expect(gone.every(({ to }) => to === null)).toBe(true);
});

test("a year is kept: what lies before it says where each customer stood then", async () => {
  await liveShop();
  await keep();
  const later = NOW + 360 * DAY_MS;
  await settle(later);
  await keep();
  const first = dayOf(later) - 364;
  const { rows } = await app.pool.query<{ day: number }>(
    "SELECT day FROM rfm_change WHERE shop_id = $1 AND day < $2",
    [app.shopId, first],
  );
  const old = await count(
    app.pool,
    `FROM rfm_change old JOIN rfm_change later USING (shop_id, profile_id)
     WHERE shop_id = $1 AND old.day < later.day AND later.day <= $2`,
    [app.shopId, first],
  );
  expect([rows.length > 0, old]).toEqual([true, 0]);
  const ask = () =>
    countRfmTransitions(app.pool, app.shopId, { fromDay: first, toDay: dayOf(later) });
  const kept = await ask();
  await app.pool.query("UPDATE benchmark SET history_from = 0 WHERE shop_id = $1", [app.shopId]);
  await keep();
  expect(await ask()).toEqual(kept);
});

test("who is erased leaves the history, also where it is being told at that moment", async () => {
  await liveShop();
  const erase = () =>
    inTransaction(app.pool, (db) =>
      eraseCustomer(db, app.shopId, { customerId: "6", orderIds: [], now: NOW }),
    );
  // Told and erased at once: whichever comes first, nothing of them is left.
  const [told] = await Promise.all([keep(), erase()]);
  if (told.outcome === "overtaken") expect(await keep()).toMatchObject({ outcome: "told" });
  const left =
    "FROM rfm_change WHERE shop_id = $1 AND profile_id NOT IN (SELECT profile_id FROM identity WHERE shop_id = $1)";
  expect(await count(app.pool, left, [app.shopId])).toBe(0);
  expect(await count(app.pool, "FROM rfm_change WHERE shop_id = $1", [app.shopId])).toBeGreaterThan(
    0,
  );
});

test("what arrives while the history is told overtakes it, and it is begun again", async () => {
  await liveShop();
  // The telling is held up before it writes, and meanwhile something older arrives.
  const held = await app.pool.connect();
  await held.query("BEGIN");
  await held.query("SELECT FROM benchmark WHERE shop_id = $1 FOR UPDATE", [app.shopId]);
  const telling = keep();
  await expect.poll(() => countWaiting(app.pool)).toBe(1);
  await held.query(
    "UPDATE benchmark SET history_revision = history_revision + 1 WHERE shop_id = $1",
    [app.shopId],
  );
  await held.query("COMMIT");
  held.release();
  expect(await telling).toEqual({ outcome: "overtaken" });
  expect(await changes()).toEqual([]);
  expect(await keep()).toMatchObject({ outcome: "told" });
});

test("two customers whom Shopify merges have one history, for all of the past", async () => {
  await liveShop();
  await keep();
  const merge = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/6",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/1",
    status: "completed",
  };
  await app.tell("customers/merge", NOW, merge);
  await settle();
  // Since the first order of the one that is gone: what was told of before stands.
  expect(await keep()).toMatchObject({ outcome: "told", midnights: 70 });
  const { rows } = await app.pool.query(
    `SELECT DISTINCT profile_id FROM rfm_change WHERE shop_id = $1 AND profile_id NOT IN
       (SELECT profile_id FROM profile WHERE shop_id = $1)`,
    [app.shopId],
  );
  expect(rows).toEqual([]);
});
