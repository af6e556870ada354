import { expect, test } from "vitest";
import { startBackfill } from "../../../app/db/backfills.ts";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { getShop, markUninstalled, saveInstalledShop } from "../../../app/db/shop.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { DEFAULT_MODEL } from "../../../app/pipeline/score/default-model.ts";
import { dayEnd, HISTORY_DAYS } from "../../../app/pipeline/score/score-history.ts";
import { SCORE_NAMES } from "../../../app/pipeline/score/scores.ts";
import { readScoreHistory, type ScoreDay } from "../../../app/queries/read-score-history.ts";
import { becomeReady } from "../../../app/services/become-ready.ts";
import { changeScoringModel } from "../../../app/services/change-scoring-model.ts";
import { explainScores } from "../../../app/services/explain-scores.ts";
import { redact } from "../../../app/services/redact.ts";
import { undoMerge } from "../../../app/services/undo-merge.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { tell, work, makeHot } = shop;
const TODAY = Math.floor(NOW / DAY_MS);

const readKept = (customerId: string): Promise<ScoreDay[]> =>
  readScoreHistory({ shopId: shop.shopId, customerId }, shop.pool);

const daysOf = async (customerId: string): Promise<number[]> =>
  (await readKept(customerId)).map(({ day }) => day - TODAY);

async function live(now: number): Promise<void> {
  await ingestAll(work(now));
  await makeAllProfilesDue(shop.pool, shop.shopId, now);
  await scoreAll(work(now));
}

/** Every kept day of a customer says what the ledger of its last instant says. */
async function expectExplained(customerId: string, now: number): Promise<void> {
  for (const { day, ...points } of await readKept(customerId)) {
    const answer = await explainScores({ ...work(now), customerId, asOf: dayEnd(day) });
    if (answer.outcome !== "explained") throw new Error(answer.outcome);
    const { scores } = answer;
    expect(SCORE_NAMES.map((name) => points[name])).toEqual(
      SCORE_NAMES.map((name) => scores[name].points),
    );
  }
}

test("A day is kept once it has ended, also where nobody looked for days.", async () => {
  await makeHot(1, NOW - 5 * DAY_MS);
  await live(NOW - 5 * DAY_MS);
  expect(await daysOf("1")).toEqual([]);
  await live(NOW - 4 * DAY_MS);
  expect(await daysOf("1")).toEqual([-5]);
  await live(NOW);
  expect(await daysOf("1")).toEqual([-5, -4, -3, -2, -1]);
  await expectExplained("1", NOW);

  const before = await readKept("1");
  await live(NOW + HOUR_MS);
  expect(await readKept("1")).toEqual(before);
});

test("A shop that was away over midnights has the scores of those days once it is back.", async () => {
  await makeHot(1, NOW - 5 * DAY_MS);
  await live(NOW - 5 * DAY_MS);
  const at = NOW - 2 * DAY_MS;
  await markUninstalled(shop.pool, shop.shopId, NOW - 4 * DAY_MS);
  const { domain, currency, timezone, plan } = await getShop(shop.pool, shop.shopId);
  await saveInstalledShop(shop.pool, { domain, currency, timezone, plan, now: at });
  // Its history is being read: meanwhile people are scored, and the days in between are not theirs to tell.
  await startBackfill(shop.pool, shop.shopId, at);
  await live(at);
  await shop.pool.query("UPDATE backfill SET finished_at = started_at WHERE shop_id = $1", [
    shop.shopId,
  ]);
  await inTransaction(shop.pool, (db) => becomeReady(db, shop.shopId, at + HOUR_MS));
  await live(at + HOUR_MS);
  expect(await daysOf("1")).toEqual([-5, -4, -3]);
  await expectExplained("1", at + HOUR_MS);
});

test("What arrives late is in every kept day since, of everybody whom it concerns.", async () => {
  for (const customer of [1, 2]) {
    const at = NOW - 6 * DAY_MS;
    await tell("orders/create", at, order(customer, customer, at, `${customer}0.00`));
  }
  await live(NOW - 6 * DAY_MS);
  await live(NOW);
  const [before, others] = [await readKept("1"), await readKept("2")];
  expect(before.map(({ day }) => day - TODAY)).toEqual([-6, -5, -4, -3, -2, -1]);

  // An order of three days ago: its customer's days change from then on, and the next day the shop is another.
  const late = NOW - 3 * DAY_MS;
  await tell("orders/create", NOW + HOUR_MS, order(10, 1, late, "500.00"));
  await ingestAll(work(NOW + HOUR_MS));
  // Until they are written anew, the days that it changes are not told.
  expect(await daysOf("1")).toEqual([-6, -5, -4]);
  await live(NOW + HOUR_MS);
  const [after, othersAfter] = [await readKept("1"), await readKept("2")];
  const differs = (a: ScoreDay[], b: ScoreDay[]) =>
    a.flatMap((row, index) => (row.value === b[index]?.value ? [] : [row.day - TODAY]));
  expect(after.map(({ day }) => day)).toEqual(before.map(({ day }) => day));
  expect(differs(before, after)).toEqual([-3, -2, -1]);
  expect(differs(others, othersAfter)).toEqual([-2, -1]);
  for (const customer of ["1", "2"]) await expectExplained(customer, NOW + HOUR_MS);
});

test("A day is scored by the model that was in force at its end.", async () => {
  await makeHot(1, NOW - 3 * DAY_MS);
  await live(NOW - 3 * DAY_MS);
  const behavior = { intent: 1, engagement: 999, value: 1 };
  await changeScoringModel({ ...work(NOW - 2 * DAY_MS), model: { ...DEFAULT_MODEL, behavior } });
  await live(NOW);
  expect(await daysOf("1")).toEqual([-3, -2, -1]);
  await expectExplained("1", NOW);
});

test("Customers whom Shopify merges are one person in the past as well, and in what the shop is measured by.", async () => {
  const at = NOW - 4 * DAY_MS;
  for (const customer of [1, 2, 3]) {
    await tell("orders/create", at, order(customer, customer, at, `${customer}0.00`));
  }
  await live(at);
  await live(NOW);
  const merge = {
    customer_kept_id: 1,
    customer_deleted_id: 3,
    status: "completed",
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/3",
  };
  await tell("customers/merge", NOW + HOUR_MS, merge);
  await live(NOW + HOUR_MS);
  expect(await daysOf("3")).toEqual([]);
  expect(await daysOf("1")).toEqual([-4, -3, -2, -1]);
  const { rows } = await shop.pool.query<{ customers: number }>(
    `SELECT (values->>'customers')::int AS customers FROM benchmark_day
     WHERE shop_id = $1 AND day > $2 ORDER BY day`,
    [shop.shopId, TODAY - 4],
  );
  expect(rows.map(({ customers }) => customers)).toEqual([2, 2, 2, 2]);
  for (const customer of ["1", "2"]) await expectExplained(customer, NOW + HOUR_MS);
});

test("An undone merge gives both people the history that they had.", async () => {
  const at = NOW - 3 * DAY_MS;
  await makeHot(1, at);
  const checkout = { token: "loose", cart_token: "loose", created_at: iso(at) };
  await tell("checkouts/create", at, { ...checkout, updated_at: iso(at) });
  await live(at);
  await live(NOW);
  const readAll = async () =>
    (
      await shop.pool.query<ScoreDay>(
        "SELECT * FROM score_history WHERE shop_id = $1 ORDER BY 2, 3",
        [shop.shopId],
      )
    ).rows;
  const before = await readAll();
  expect(before).toHaveLength(6);

  // Whoever began it turns out to be customer 1.
  const known = { ...checkout, customer: { id: 1 }, updated_at: iso(NOW) };
  await tell("checkouts/update", NOW, known);
  await live(NOW + HOUR_MS);
  const joined = await readKept("1");
  expect(joined).toHaveLength(3);
  expect(joined.every(({ intent }, index) => (intent ?? 0) > (before[index]?.intent ?? 0))).toBe(
    true,
  );
  await expectExplained("1", NOW + HOUR_MS);

  const { rows: merges } = await shop.pool.query<{ mergeId: number }>(
    `SELECT merge_id AS "mergeId" FROM profile_merge WHERE shop_id = $1 AND undone_at IS NULL`,
    [shop.shopId],
  );
  expect(merges).toHaveLength(1);
  for (const { mergeId } of merges) await undoMerge({ ...work(NOW + HOUR_MS), mergeId });
  await live(NOW + HOUR_MS);
  const after = await readAll();
  expect(after).toEqual(before);
});

test("The last ninety days are kept, and the benchmarks of these days.", async () => {
  const begin = NOW - 89 * DAY_MS;
  await makeHot(1, begin);
  await live(begin);
  await live(NOW);
  expect((await daysOf("1"))[0]).toBe(-89);
  await live(NOW + 20 * DAY_MS);
  const kept = await daysOf("1");
  expect(kept).toHaveLength(HISTORY_DAYS);
  expect([kept[0], kept.at(-1)]).toEqual([20 - HISTORY_DAYS, 19]);
  expect(await count(shop.pool, "FROM benchmark_day WHERE shop_id = $1", [shop.shopId])).toBe(
    HISTORY_DAYS + 1,
  );
});

test("A shop that is not ready keeps nothing, and one that was ready before anything was kept begins with today.", async () => {
  await shop.pool.query("UPDATE shop SET ready_at = NULL, scores_from = NULL WHERE shop_id = $1", [
    shop.shopId,
  ]);
  await makeHot(1, NOW - 2 * DAY_MS);
  await live(NOW - 2 * DAY_MS);
  await live(NOW - DAY_MS);
  expect(await daysOf("1")).toEqual([]);
  await shop.pool.query("UPDATE shop SET ready_at = $2 WHERE shop_id = $1", [
    shop.shopId,
    new Date(NOW - 300 * DAY_MS),
  ]);
  await live(NOW);
  expect(await daysOf("1")).toEqual([]);
  await live(NOW + DAY_MS);
  expect(await daysOf("1")).toEqual([0]);
});

test("A customer who is deleted or erased leaves no history.", async () => {
  for (const customer of [1, 2, 3]) await makeHot(customer, NOW - DAY_MS);
  await live(NOW - DAY_MS);
  await live(NOW);
  const kept = () => count(shop.pool, "FROM score_history WHERE shop_id = $1", [shop.shopId]);
  expect(await kept()).toBe(3);
  await tell("customers/delete", NOW, { id: 1 });
  await live(NOW);
  expect(await kept()).toBe(2);
  const deleteSessions = () => Promise.resolve();
  const { pool, shopId } = shop;
  await redact({
    ...{ pool, shopId, deleteSessions, now: NOW },
    ...{ scope: "customer", customerId: "2", orderIds: [] },
  });
  expect(await kept()).toBe(1);
  expect(await daysOf("3")).toEqual([-1]);
});

test("Once a customer is erased the others are measured in the past as if they had never bought.", async () => {
  const at = NOW - 3 * DAY_MS;
  for (const customer of [1, 2]) {
    await tell("orders/create", at, order(customer, customer, at, `${customer}0.00`));
  }
  await live(at);
  await live(NOW);
  const { pool, shopId } = shop;
  const deleteSessions = () => Promise.resolve();
  await redact({
    ...{ pool, shopId, deleteSessions, now: NOW },
    ...{ scope: "customer", customerId: "2", orderIds: [] },
  });
  await live(NOW);
  const deciles = await pool.query<{ best: number }>(
    `SELECT (values->'revenueDeciles'->>8)::int AS best FROM benchmark_day WHERE shop_id = $1 AND day > $2`,
    [shopId, TODAY - 3],
  );
  expect(deciles.rows.map(({ best }) => best)).toEqual([1000, 1000, 1000]);
  await expectExplained("1", NOW);
});
