import { expect, test } from "vitest";
import { claimDueProfiles } from "../../../app/db/due-profiles.ts";
import { claimDueRange, makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { readLag } from "../../../app/db/lag.ts";
import { findDueShops } from "../../../app/db/shop-work.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { countWorkLeft } from "../../../app/queries/work-left.ts";
import { readStatus } from "../../../app/queries/read-status.ts";
import { scorePastFaults } from "../../../app/services/score-past-faults.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { HOUR_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { tell, work } = shop;

/** So many customers, of whom nobody is due. */
async function addScored(customers: number): Promise<number[]> {
  for (let customer = 1; customer <= customers; customer += 1)
    await tell("orders/create", NOW, order(customer, customer, NOW - HOUR_MS));
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  const { rows } = await shop.pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 ORDER BY 1",
    [shop.shopId],
  );
  return rows.map(({ id }) => id);
}

const claim = (limit: number, at = NOW): Promise<number[]> =>
  inTransaction(shop.pool, async (db) =>
    (await claimDueRange(db, shop.shopId, { now: at, limit })).map(({ profileId }) => profileId),
  );
const makeDue = (at = NOW): Promise<void> => makeAllProfilesDue(shop.pool, shop.shopId, at);
const ranges = (): Promise<number> =>
  count(shop.pool, "FROM due_range WHERE shop_id = $1", [shop.shopId]);

test("everybody is claimed once, in batches, and who came meanwhile, too", async () => {
  const ids = await addScored(7);
  await makeDue();
  const last = ids.at(-1) ?? 0;
  await shop.pool.query("INSERT INTO profile (shop_id, profile_id) VALUES ($1, $2)", [
    ...[shop.shopId, last + 100],
  ]);
  const claimed: number[] = [];
  for (let batch = await claim(3); batch.length > 0; batch = await claim(3)) claimed.push(...batch);
  expect(claimed).toEqual([...ids, last + 100]);
  expect(await ranges()).toBe(0);
});

test("two workers score a shop of some thousands at once", async () => {
  await shop.pool.query(
    "INSERT INTO profile (shop_id, profile_id) SELECT $1, generate_series(1, 3000)",
    [shop.shopId],
  );
  await makeDue();
  await inTransaction(shop.pool, async (db) => {
    expect(await claimDueRange(db, shop.shopId, { now: NOW, limit: 500 })).toHaveLength(500);
    expect(await claim(500)).toHaveLength(500);
  });
});

test("twice is as once, also where a worker holds a part of the first", async () => {
  const ids = await addScored(6);
  await makeDue();
  await makeDue();
  expect(await ranges()).toBe(1);
  await inTransaction(shop.pool, async (db) => {
    expect(await claimDueRange(db, shop.shopId, { now: NOW, limit: 2 })).toHaveLength(2);
    // Does not wait for the worker, and covers what the worker read before.
    await makeDue(NOW + 1);
  });
  const claimed = new Set<number>();
  for (let batch = await claim(4, NOW + 1); batch.length > 0; batch = await claim(4, NOW + 1))
    batch.forEach((id) => claimed.add(id));
  expect([...claimed].toSorted((a, b) => a - b)).toEqual(ids);
});

test("who is held is passed over and comes again; a worker that dies leaves all as it was", async () => {
  const ids = await addScored(5);
  await makeDue();
  const holder = await shop.pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM profile WHERE shop_id = $1 AND profile_id = ANY($2) FOR UPDATE", [
    ...[shop.shopId, [ids[1], ids[2]]],
  ]);
  const dies = inTransaction(shop.pool, async (db) => {
    await claimDueRange(db, shop.shopId, { now: NOW, limit: 10 });
    throw new Error("killed");
  });
  await expect(dies).rejects.toThrow("killed");
  expect(await claim(10)).toEqual([ids[0], ids[3], ids[4]]);
  expect(await claim(10)).toEqual([]);
  await holder.query("ROLLBACK");
  holder.release();
  expect(await claim(10)).toEqual([ids[1], ids[2]]);
  expect(await ranges()).toBe(0);
});

test("who does something while everybody is due is scored before their range comes", async () => {
  const [first] = await addScored(4);
  // Due by itself since before: it is in the range, and not claimed twice.
  await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1 AND profile_id = $3", [
    ...[shop.shopId, new Date(NOW), first],
  ]);
  await makeDue();
  await tell("orders/create", NOW + 1, order(9, 4, NOW + 1));
  await ingestAll(work(NOW + 1));
  const live = await inTransaction(shop.pool, (db) =>
    claimDueProfiles(db, shop.shopId, { now: NOW + 1, limit: 10, after: NOW }),
  );
  expect(live.map(({ customerId }) => customerId)).toEqual(["4"]);
  expect(await scoreAll(work(NOW + 1))).toBe(5);
});

test("one of a range who cannot be scored is put off, while others keep coming", async () => {
  const ids = await addScored(5);
  await makeDue(NOW + 1);
  const faulty = ids[2] ?? 0;
  await shop.pool.query(
    `ALTER TABLE profile ADD CONSTRAINT "fault" CHECK (scored_at <= to_timestamp(${NOW / 1000}) OR profile_id <> ${faulty})`,
  );
  const postponed: number[] = [];
  for (let turn = 2; turn < 20; turn += 1) {
    const at = NOW + turn;
    await tell("orders/create", at, order(100 + turn, 1, at));
    await ingestAll(work(at));
    const claimOrder = turn % 2 === 0 ? "own-time-first" : "range-first";
    const told = await scorePastFaults({ ...work(at), limit: 500, order: claimOrder });
    if (told.outcome === "postponed") postponed.push(told.profileId);
  }
  await shop.pool.query(`ALTER TABLE profile DROP CONSTRAINT "fault"`);
  expect(postponed).toEqual([faulty]);
  expect(await ranges()).toBe(0);
});

test("a shop is found by its ranges, and what is left of it counts each of them once", async () => {
  const ids = await addScored(4);
  await makeDue();
  // As code that knows no ranges leaves it.
  await shop.pool.query("UPDATE shop_work SET due_at = NULL WHERE shop_id = $1", [shop.shopId]);
  const { pool, shopId } = shop;
  const find = (at: number): Promise<number[]> =>
    findDueShops(pool, { now: at, limit: 10, except: [] });
  expect(await find(NOW - 1)).not.toContain(shopId);
  expect(await find(NOW)).toContain(shopId);
  expect((await readLag(pool, NOW + 5_000)).scoreSeconds).toBeGreaterThanOrEqual(5);
  await pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1 AND profile_id = $3", [
    ...[shopId, new Date(NOW), ids[0]],
  ]);
  expect((await countWorkLeft(pool, shopId, NOW)).profiles).toBe(4);
  expect(await readStatus({ shopId, now: NOW }, pool)).toMatchObject({ due: 4, dueSince: NOW });
  await scoreAll(work(NOW));
  expect((await countWorkLeft(pool, shopId, NOW)).profiles).toBe(0);
  expect(await find(NOW)).not.toContain(shopId);
});
