import type pg from "pg";
import { describe, expect, test } from "vitest";
import { claimDueProfiles } from "../../../app/db/due-profiles.ts";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { markReady, markUninstalled } from "../../../app/db/shop.ts";
import { findDueShops } from "../../../app/db/shop-work.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { redact } from "../../../app/services/redact.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { countWaiting, readShopRows } from "../../support/app-rows.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { tell, work, makeHot, dueAtOf, membershipsOf, desiredOf } = shop;

describe("what happens while a profile is being scored", () => {
  /** A pool before whose next transaction `before` happens, on other connections. */
  function interrupt(before: () => Promise<void>): pg.Pool {
    let isDone = false;
    return new Proxy(shop.pool, {
      get(pool, name) {
        // A query of the pool connects by itself, and is no transaction.
        if (name === "query") return pool.query.bind(pool);
        if (name !== "connect") return Reflect.get(pool, name, pool);
        return async () => {
          if (!isDone) {
            isDone = true;
            await before();
          }
          return pool.connect();
        };
      },
    });
  }

  test("an event that is ingested meanwhile leaves the profile due", async () => {
    await tell("orders/create", NOW, order(1, 1, NOW));
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
      shop.shopId,
      new Date(NOW),
    ]);
    await tell("orders/create", NOW + 1, order(2, 1, NOW + 1));
    let ingest: Promise<void> | undefined;
    await inTransaction(shop.pool, async (db) => {
      expect(
        await claimDueProfiles(db, shop.shopId, { now: NOW, limit: 10, after: null }),
      ).toHaveLength(1);
      ingest = ingestAll(work(NOW + 1));
      // It gets as far as the profile that is claimed, and waits there.
      await expect.poll(() => countWaiting(shop.pool), { timeout: 5000 }).toBeGreaterThan(0);
      await db.query("UPDATE profile SET due_at = NULL WHERE shop_id = $1", [shop.shopId]);
    });
    await ingest;
    expect(await dueAtOf(1)).toBe(NOW + 1);
    expect(await findDueShops(shop.pool, { now: NOW + 1, limit: 10, except: [] })).toContain(
      shop.shopId,
    );
    expect(await scoreAll(work(NOW + 1))).toBe(1);
  });

  test("a shop that becomes ready just before the claim has its memberships settled by it", async () => {
    await shop.pool.query("UPDATE shop SET ready_at = NULL WHERE shop_id = $1", [shop.shopId]);
    await makeHot(1, NOW);
    await ingestAll(work(NOW));
    await scoreShop({ ...work(NOW), limit: 10 });
    expect(await membershipsOf(1)).toEqual([]);
    await makeAllProfilesDue(shop.pool, shop.shopId, NOW);
    const pool = interrupt(async () => {
      await markReady(shop.pool, shop.shopId, NOW);
      await makeAllProfilesDue(shop.pool, shop.shopId, NOW);
    });
    expect((await scoreShop({ ...work(NOW, pool), limit: 10 })).profiles).toBe(1);
    expect(await membershipsOf(1)).toEqual(["high-intent"]);
  });

  test("benchmarks that another worker computes just before the claim are the ones that count", async () => {
    for (let customer = 1; customer <= 5; customer += 1) {
      const at = NOW - 3 * DAY_MS;
      await tell("orders/create", at, order(customer, customer, at, `${customer}0.00`));
    }
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    expect(await desiredOf(5)).toContain("kindling:new-and-promising");
    await makeAllProfilesDue(shop.pool, shop.shopId, NOW);
    const pool = interrupt(async () => {
      // Somebody who spent far more, in the past: the median moves above all the others.
      for (let customer = 6; customer <= 16; customer += 1) {
        const at = NOW - 4 * DAY_MS;
        await tell("orders/create", at, order(customer, customer, at, "9000.00"));
      }
      await ingestAll(work(NOW));
      await scoreShop({ ...work(NOW), limit: 1 });
    });
    await scoreShop({ ...work(NOW, pool), limit: 100 });
    await scoreAll(work(NOW));
    expect(await desiredOf(5)).not.toContain("kindling:new-and-promising");
  });

  test.each([
    ["a customer", "1"],
    ["a shop", null],
  ])("%s that is erased meanwhile leaves nothing behind", async (_case, customerId) => {
    await makeHot(1, NOW);
    await ingestAll(work(NOW));
    if (customerId === null) await markUninstalled(shop.pool, shop.shopId, NOW);
    let erasing: Promise<unknown> | undefined;
    await inTransaction(shop.pool, async (db) => {
      const [profile] = await claimDueProfiles(db, shop.shopId, {
        now: NOW,
        limit: 1,
        after: null,
      });
      const deleteSessions = () => Promise.resolve();
      const { pool, shopId } = shop;
      erasing = redact({
        ...{ pool, deleteSessions, shopId, now: NOW },
        ...(customerId === null
          ? { scope: "shop" }
          : { scope: "customer", customerId, orderIds: [] }),
      });
      await expect.poll(() => countWaiting(shop.pool), { timeout: 5000 }).toBeGreaterThan(0);
      await db.query("INSERT INTO segment_membership VALUES ($1, 1, $2, $3, 'late')", [
        shop.shopId,
        profile?.profileId,
        new Date(NOW),
      ]);
      await db.query(
        "INSERT INTO tag_state (shop_id, customer_id, desired, written) VALUES ($1, '1', '{late}', '{}')",
        [shop.shopId],
      );
    });
    await erasing;
    const rows = await readShopRows(shop.pool, shop.shopId);
    const left = rows.flatMap(({ table, text }) =>
      table === "privacy_request" ? [] : `${table} ${text}`,
    );
    expect(
      left.filter((row) => customerId === null || /"late"|"customer_id":"1"/.test(row)),
    ).toEqual([]);
  });
});
