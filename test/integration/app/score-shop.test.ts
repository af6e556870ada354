import { describe, expect, test } from "vitest";
import { findBenchmarks } from "../../../app/db/benchmarks.ts";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { findDueShops } from "../../../app/db/shop-work.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { scorePastFaults } from "../../../app/services/score-past-faults.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, NOW, iso, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { tell, work, makeHot, dueAtOf, membershipsOf, changesOf, desiredOf } = shop;

describe("time alone", () => {
  test("ends a membership at the due-time: the exit is in the history, and the tag is wanted no more", async () => {
    await makeHot(1, NOW);
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    expect(await membershipsOf(1)).toEqual(["high-intent"]);
    expect(await desiredOf(1)).toEqual(["kindling:high-intent"]);

    // Only the due-times are followed from here: no event, no call but where something is due.
    let now = NOW;
    for (let looks = 0; (await membershipsOf(1)).includes("high-intent"); looks += 1) {
      expect(looks, "intent fades within days").toBeLessThan(200);
      const { rows } = await shop.pool.query<{ due_at: number }>(
        "SELECT due_at FROM shop_work WHERE shop_id = $1",
        [shop.shopId],
      );
      const dueAt = rows[0]?.due_at ?? Infinity;
      expect(dueAt).toBeGreaterThan(now);
      expect(
        await findDueShops(shop.pool, { now: dueAt - 1, limit: 10, except: [] }),
      ).not.toContain(shop.shopId);
      now = dueAt;
      expect(await findDueShops(shop.pool, { now: now, limit: 10, except: [] })).toContain(
        shop.shopId,
      );
      await scoreAll(work(now));
      const rebuilt = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: now });
      expect(await desiredOf(1)).toEqual(rebuilt.get("1"));
    }
    const exit = (await changesOf(1)).find(({ entered }) => !entered);
    expect(exit).toMatchObject({ handle: "high-intent", at: now });
    expect(await desiredOf(1)).not.toContain("kindling:high-intent");
    // A moment earlier they still belonged: the due-time was the very instant.
    const before = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: now - 1000 });
    expect(before.get("1")).toContain("kindling:high-intent");
  });

  test("begins one, too: a cart is abandoned four hours after its last change", async () => {
    await makeHot(1, NOW);
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    const at = NOW - 60_000 + 4 * HOUR_MS;
    await scoreAll(work(at - 1000));
    expect(await membershipsOf(1)).not.toContain("cart-abandoner");
    await scoreAll(work(at));
    expect(await membershipsOf(1)).toContain("cart-abandoner");
  });

  test("turns the day for everybody, also in a shop where nobody was due", async () => {
    for (let customer = 1; customer <= 5; customer += 1) {
      await tell(
        "orders/create",
        NOW - HOUR_MS,
        order(customer, customer, NOW - HOUR_MS, `${customer}0.00`),
      );
    }
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    const midnight = Date.parse("2026-11-21T00:00:00Z");
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({
      values: { customers: 0 },
    });
    // Even where no profile would be due by itself:
    await shop.pool.query("UPDATE profile SET due_at = NULL WHERE shop_id = $1", [shop.shopId]);
    await shop.pool.query("UPDATE shop_work SET due_at = NULL WHERE shop_id = $1", [shop.shopId]);
    await scoreShop({ ...work(NOW), limit: 10 });
    expect(
      await findDueShops(shop.pool, { now: midnight - 1, limit: 10, except: [] }),
    ).not.toContain(shop.shopId);
    expect(await findDueShops(shop.pool, { now: midnight, limit: 10, except: [] })).toContain(
      shop.shopId,
    );
    expect(await scoreAll(work(midnight))).toBe(5);
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({
      day: midnight / DAY_MS,
      values: { customers: 5 },
    });
    expect(await desiredOf(5)).toContain("kindling:new-and-promising");
  });
});

describe("two scorers at once", () => {
  test("score every due profile once, and none of them twice", async () => {
    for (let customer = 1; customer <= 90; customer += 1) {
      await tell("customers/create", NOW, {
        id: customer,
        created_at: iso(NOW),
        updated_at: iso(NOW),
      });
    }
    await ingestAll(work(NOW));
    await scoreShop({ ...work(NOW), limit: 1 });
    await makeAllProfilesDue(shop.pool, shop.shopId, NOW);
    await shop.pool.query(
      `CREATE TABLE IF NOT EXISTS scoring (shop_id int, profile_id bigint);
       CREATE OR REPLACE FUNCTION note_scoring() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO scoring VALUES (NEW.shop_id, NEW.profile_id); RETURN NULL; END $$;
       CREATE OR REPLACE TRIGGER note_scoring AFTER UPDATE OF behavior ON profile
         FOR EACH ROW EXECUTE FUNCTION note_scoring()`,
    );
    const scored = await Promise.all(
      Array.from({ length: 3 }, async () => {
        let profiles = 0;
        // A round may find only what others hold: what matters is that in the end all is done.
        for (let round = 0; round < 30; round += 1) {
          profiles += (await scoreShop({ ...work(NOW), limit: 7 })).profiles;
        }
        return profiles;
      }),
    );
    await shop.pool.query("DROP TRIGGER note_scoring ON profile");
    expect(scored.reduce((sum, profiles) => sum + profiles, 0)).toBe(90);
    const twice = `FROM (SELECT FROM scoring WHERE shop_id = $1 GROUP BY profile_id HAVING count(*) > 1) AS twice`;
    expect(await count(shop.pool, "FROM scoring WHERE shop_id = $1", [shop.shopId])).toBe(90);
    expect(await count(shop.pool, twice, [shop.shopId])).toBe(0);
    expect(scored.filter((profiles) => profiles > 0).length).toBeGreaterThan(1);
  });
});

describe("the shop's benchmarks", () => {
  test("are stale when an older order arrives late, and everybody is measured anew", async () => {
    const past = NOW - 3 * DAY_MS;
    for (let customer = 1; customer <= 4; customer += 1) {
      await tell("orders/create", past, order(customer, customer, past, `${customer}0.00`));
    }
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({
      isStale: false,
      values: { customers: 4 },
    });

    // Today's orders count from tomorrow on.
    await tell("orders/create", NOW, order(5, 5, NOW));
    await ingestAll(work(NOW));
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({ isStale: false });
    expect(await scoreAll(work(NOW))).toBe(1);

    await tell("orders/create", NOW + 1000, order(6, 6, past, "990.00"));
    await ingestAll(work(NOW + 1000));
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({ isStale: true });
    expect(await scoreAll(work(NOW + 1000))).toBe(6);
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({
      isStale: false,
      values: { customers: 5 },
    });
  });

  test("are stale when money of before goes back today", async () => {
    const past = NOW - 3 * DAY_MS;
    await tell("orders/create", past, order(1, 1, past));
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    await tell("refunds/create", NOW, {
      id: 1,
      order_id: 1,
      created_at: iso(past + HOUR_MS),
      transactions: [{ kind: "refund", status: "success", amount: "20.00", currency: "EUR" }],
    });
    await ingestAll(work(NOW));
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({ isStale: true });
    await scoreAll(work(NOW));
    expect(await findBenchmarks(shop.pool, shop.shopId)).toMatchObject({
      values: { medianRevenueMinor: 3000 },
    });
  });
});

test("an order that moves to another customer makes the one who had it due", async () => {
  await tell("orders/create", NOW, order(1, 1, NOW));
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  const moved = { ...order(1, 2, NOW), updated_at: iso(NOW + HOUR_MS) };
  await tell("orders/updated", NOW + HOUR_MS, moved);
  await ingestAll(work(NOW + HOUR_MS));
  expect(await dueAtOf(1)).toBeLessThanOrEqual(NOW + HOUR_MS);
});

test("a stored event that cannot be read is marked, and holds up none of the others", async () => {
  await shop.pool.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
     VALUES ($1, 'backfill', 'customers', $2, '{"id": "x"}'), ($1, 'webhook', 'shop/update', $2, '{"id": "x"}'),
       ($1, 'webhook', 'customer.tags_added', $2, '{}'), ($1, 'webhook', 'unheard/of', $2, '{}')`,
    [shop.shopId, new Date(NOW)],
  );
  await tell("orders/create", NOW, order(1, 1, NOW));
  await ingestAll(work(NOW));
  const marked =
    "FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL AND ingested_at IS NOT NULL";
  expect(await count(shop.pool, marked, [shop.shopId])).toBe(4);
  expect(await count(shop.pool, "FROM customer_order WHERE shop_id = $1", [shop.shopId])).toBe(1);
});

test("a customer who was deleted stays away, although their browser and cart go on", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  await tell("customers/delete", NOW + 1000, { id: 1 });
  await ingestAll(work(NOW + 1000));
  await scoreAll(work(NOW + 1000));
  expect(await dueAtOf(1)).toBeUndefined();
  const lines = [{ product_id: 1, variant_id: 1, quantity: 3 }];
  const at = NOW + 60_000;
  await tell("carts/update", at, { token: "of-1", line_items: lines, updated_at: iso(at) });
  await ingestAll(work(at));
  await scoreAll(work(at));
  expect(await count(shop.pool, "FROM profile WHERE shop_id = $1", [shop.shopId])).toBe(0);
  expect(await count(shop.pool, "FROM segment_membership WHERE shop_id = $1", [shop.shopId])).toBe(
    0,
  );
});

test("who cannot be scored is put off, and holds nobody else up", async () => {
  for (let customer = 1; customer <= 9; customer += 1)
    await tell("orders/create", NOW, order(customer, customer, NOW - HOUR_MS, "10.00"));
  await ingestAll(work(NOW));
  const { rows } = await shop.pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 AND customer_id IN ('4', '7') ORDER BY 1",
    [shop.shopId],
  );
  const faulty = rows.map(({ id }) => id);
  expect(faulty).toHaveLength(2);
  // Stands for a rule of ours that a profile slipped through.
  const fault = `ALTER TABLE profile ADD CONSTRAINT "fault" CHECK (scored_at IS NULL OR profile_id NOT IN (${faulty.join()}))`;
  await shop.pool.query(fault);
  const postponed: number[] = [];
  let scored = 0;
  for (let isDone = false; !isDone;) {
    const told = await scorePastFaults({ ...work(NOW), limit: 500 });
    if (told.outcome === "postponed") postponed.push(told.profileId);
    else scored += told.profiles;
    isDone = told.outcome === "scored" && told.profiles === 0;
  }
  await shop.pool.query(`ALTER TABLE profile DROP CONSTRAINT "fault"`);
  expect(postponed.toSorted((a, b) => a - b)).toEqual(faulty);
  expect(scored).toBe(7);
  expect(await scorePastFaults({ ...work(NOW + HOUR_MS), limit: 500 })).toMatchObject({
    outcome: "scored",
  });
  const left = "FROM profile WHERE shop_id = $1 AND scored_at IS NULL";
  expect(await count(shop.pool, left, [shop.shopId])).toBe(0);
});

test("a table that is not there is no profile's fault", async () => {
  await tell("orders/create", NOW, order(1, 1, NOW - HOUR_MS, "10.00"));
  await ingestAll(work(NOW));
  await shop.pool.query("ALTER TABLE signal_slot RENAME TO elsewhere");
  await expect(scorePastFaults({ ...work(NOW), limit: 500 })).rejects.toThrow("signal_slot");
  await shop.pool.query("ALTER TABLE elsewhere RENAME TO signal_slot");
  const due = "FROM profile WHERE shop_id = $1 AND due_at <= $2";
  expect(await count(shop.pool, due, [shop.shopId, new Date(NOW)])).toBe(1);
});
