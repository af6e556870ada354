import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { findBenchmarks } from "../../../app/db/benchmarks.ts";
import { claimDueProfiles, makeAllProfilesDue } from "../../../app/db/profiles.ts";
import { markReady } from "../../../app/db/shop.ts";
import { findDueShops } from "../../../app/db/shop-work.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { redact } from "../../../app/services/redact.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { addShop, ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { deliver } from "../../support/app-deliveries.ts";
import { count, readShopRows } from "../../support/app-rows.ts";

const app = useAppPool();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** In the afternoon, so that neither a few hours ago nor a few hours on it is another day. */
const NOW = Date.parse("2026-11-20T15:00:00Z");

let shopId: number;
let domain: string;
beforeEach(async () => {
  domain = `${randomUUID()}.myshopify.com`;
  shopId = await addShop(app.pool, domain, { now: NOW - 90 * DAY_MS });
});

async function tell(topic: string, at: number, body: object): Promise<void> {
  const id = randomUUID();
  const delivery = { kind: "webhook", id, topic, body: JSON.stringify(body), at } as const;
  await deliver(app.pool, domain, { delivery });
}

const iso = (at: number): string => new Date(at).toISOString();

const order = (id: number, customerId: number, at: number, price = "50.00") => ({
  id,
  created_at: iso(at),
  updated_at: iso(at),
  currency: "EUR",
  total_price: price,
  customer: { id: customerId },
});

const work = (now: number, pool: pg.Pool = app.pool) => ({ pool, shopId, now });

/** A checkout of a customer with a cart of two changes, and so a member of high-intent. */
async function makeHot(customerId: number, at: number): Promise<void> {
  const token = `of-${customerId}`;
  const lines = [{ product_id: 1, variant_id: 1, quantity: 1 }];
  for (const topic of ["carts/create", "carts/update"]) {
    const updatedAt = topic === "carts/create" ? at - HOUR_MS / 4 : at - 60_000;
    await tell(topic, at, { token, line_items: lines, created_at: iso(at), updated_at: iso(updatedAt) });
  }
  await tell("checkouts/create", at, {
    token,
    cart_token: token,
    customer: { id: customerId },
    created_at: iso(at),
    updated_at: iso(at),
  });
}

async function profileOf(customerId: number) {
  const { rows } = await app.pool.query<{
    due_at: number | null;
    scored_at: number | null;
    value: number | null;
  }>("SELECT due_at, scored_at, value FROM profile WHERE shop_id = $1 AND customer_id = $2", [
    shopId,
    String(customerId),
  ]);
  return rows[0];
}

async function membershipsOf(customerId: number): Promise<string[]> {
  const { rows } = await app.pool.query<{ handle: string }>(
    `SELECT handle FROM segment_membership JOIN profile USING (shop_id, profile_id)
     JOIN segment USING (shop_id, segment_id) WHERE shop_id = $1 AND customer_id = $2 ORDER BY 1`,
    [shopId, String(customerId)],
  );
  return rows.map(({ handle }) => handle);
}

async function changesOf(customerId: number): Promise<{ handle: string; entered: boolean; at: number }[]> {
  const { rows } = await app.pool.query(
    `SELECT handle, entered, at FROM membership_change JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND customer_id = $2 ORDER BY change_id`,
    [shopId, String(customerId)],
  );
  return rows;
}

async function desiredOf(customerId: number): Promise<string[] | undefined> {
  const { rows } = await app.pool.query<{ desired: string[] }>(
    "SELECT desired FROM tag_state WHERE shop_id = $1 AND customer_id = $2",
    [shopId, String(customerId)],
  );
  return rows[0]?.desired;
}

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
      const { rows } = await app.pool.query<{ due_at: number }>(
        "SELECT due_at FROM shop_work WHERE shop_id = $1",
        [shopId],
      );
      const dueAt = rows[0]?.due_at ?? Infinity;
      expect(dueAt).toBeGreaterThan(now);
      expect(await findDueShops(app.pool, { now: dueAt - 1, limit: 10, except: [] })).not.toContain(shopId);
      now = dueAt;
      expect(await findDueShops(app.pool, { now: now, limit: 10, except: [] })).toContain(shopId);
      await scoreAll(work(now));
      const rebuilt = await rebuildTags({ pool: app.pool, shopId, asOf: now });
      expect(await desiredOf(1)).toEqual(rebuilt.get("1"));
    }
    const exit = (await changesOf(1)).find(({ entered }) => !entered);
    expect(exit).toMatchObject({ handle: "high-intent", at: now });
    expect(await desiredOf(1)).not.toContain("kindling:high-intent");
    // A moment earlier they still belonged: the due-time was the very instant.
    const before = await rebuildTags({ pool: app.pool, shopId, asOf: now - 1000 });
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
      await tell("orders/create", NOW - HOUR_MS, order(customer, customer, NOW - HOUR_MS, `${customer}0.00`));
    }
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    const midnight = Date.parse("2026-11-21T00:00:00Z");
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ values: { customers: 0 } });
    // Even where no profile would be due by itself:
    await app.pool.query("UPDATE profile SET due_at = NULL WHERE shop_id = $1", [shopId]);
    await app.pool.query("UPDATE shop_work SET due_at = NULL WHERE shop_id = $1", [shopId]);
    await scoreShop({ ...work(NOW), limit: 10 });
    expect(await findDueShops(app.pool, { now: midnight - 1, limit: 10, except: [] })).not.toContain(shopId);
    expect(await findDueShops(app.pool, { now: midnight, limit: 10, except: [] })).toContain(shopId);
    expect(await scoreAll(work(midnight))).toBe(5);
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({
      day: midnight / DAY_MS,
      values: { customers: 5 },
    });
    expect(await desiredOf(5)).toContain("kindling:new-and-promising");
  });
});

describe("two scorers at once", () => {
  test("score every due profile once, and none of them twice", async () => {
    for (let customer = 1; customer <= 90; customer += 1) {
      await tell("customers/create", NOW, { id: customer, created_at: iso(NOW), updated_at: iso(NOW) });
    }
    await ingestAll(work(NOW));
    await scoreShop({ ...work(NOW), limit: 1 });
    await makeAllProfilesDue(app.pool, shopId, NOW);
    await app.pool.query(
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
    await app.pool.query("DROP TRIGGER note_scoring ON profile");
    expect(scored.reduce((sum, profiles) => sum + profiles, 0)).toBe(90);
    const twice = `FROM (SELECT FROM scoring WHERE shop_id = $1 GROUP BY profile_id HAVING count(*) > 1) AS twice`;
    expect(await count(app.pool, "FROM scoring WHERE shop_id = $1", [shopId])).toBe(90);
    expect(await count(app.pool, twice, [shopId])).toBe(0);
    expect(scored.filter((profiles) => profiles > 0).length).toBeGreaterThan(1);
  });
});

describe("what happens while a profile is being scored", () => {
  /** A pool whose next transaction first lets `before` happen, on another connection. */
  function interrupt(nth: number, before: () => Promise<void>): pg.Pool {
    let opened = 0;
    const connect = async (): Promise<pg.PoolClient> => {
      opened += 1;
      if (opened === nth) await before();
      return app.pool.connect();
    };
    return Object.assign(Object.create(app.pool), { connect });
  }

  test("an event that is ingested meanwhile leaves the profile due", async () => {
    await tell("orders/create", NOW, order(1, 1, NOW));
    await ingestAll(work(NOW));
    await scoreAll(work(NOW));
    await makeAllProfilesDue(app.pool, shopId, NOW);
    await tell("orders/create", NOW + 1, order(2, 1, NOW + 1));
    let ingest: Promise<void> | undefined;
    await inTransaction(app.pool, async (db) => {
      expect(await claimDueProfiles(db, shopId, { now: NOW, limit: 10 })).toHaveLength(1);
      ingest = ingestAll(work(NOW + 1));
      // It gets as far as the profile that is claimed, and waits there.
      await expect
        .poll(() => count(app.pool, "FROM pg_locks WHERE NOT granted", []), { timeout: 5000 })
        .toBeGreaterThan(0);
      await db.query("UPDATE profile SET due_at = NULL WHERE shop_id = $1", [shopId]);
    });
    await ingest;
    expect(await profileOf(1)).toMatchObject({ due_at: NOW + 1 });
    expect(await findDueShops(app.pool, { now: NOW + 1, limit: 10, except: [] })).toContain(shopId);
    expect(await scoreAll(work(NOW + 1))).toBe(1);
  });

  test("a shop that becomes ready just before the claim has its memberships settled by it", async () => {
    await app.pool.query("UPDATE shop SET ready_at = NULL WHERE shop_id = $1", [shopId]);
    await makeHot(1, NOW);
    await ingestAll(work(NOW));
    await scoreShop({ ...work(NOW), limit: 10 });
    expect(await membershipsOf(1)).toEqual([]);
    await makeAllProfilesDue(app.pool, shopId, NOW);
    const pool = interrupt(1, async () => {
      await markReady(app.pool, shopId, NOW);
      await makeAllProfilesDue(app.pool, shopId, NOW);
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
    expect(await desiredOf(5)).toEqual(["kindling:new-and-promising"]);
    await makeAllProfilesDue(app.pool, shopId, NOW);
    const pool = interrupt(1, async () => {
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
    expect(await desiredOf(5)).toEqual([]);
  });

  test("a customer who is erased meanwhile leaves nothing behind, and neither does a shop", async () => {
    for (const customerId of [null, "1"]) {
      await makeHot(1, NOW);
      await ingestAll(work(NOW));
      let erasing: Promise<unknown> | undefined;
      await inTransaction(app.pool, async (db) => {
        const [profile] = await claimDueProfiles(db, shopId, { now: NOW, limit: 1 });
        erasing = redact({
          pool: app.pool,
          deleteSessions: () => Promise.resolve(),
          shopId,
          customerId,
        });
        await expect
          .poll(() => count(app.pool, "FROM pg_locks WHERE NOT granted", []), { timeout: 5000 })
          .toBeGreaterThan(0);
        await db.query(
          "INSERT INTO segment_membership VALUES ($1, 1, $2, $3, 'late')",
          [shopId, profile?.profileId, new Date(NOW)],
        );
        await db.query(
          "INSERT INTO tag_state (shop_id, customer_id, desired, written) VALUES ($1, '1', '{late}', '{}')",
          [shopId],
        );
      });
      await erasing;
      const left = (await readShopRows(app.pool, shopId)).filter(
        ({ table, text }) => customerId === null || /late|"customer_id":"1"/.test(`${table}${text}`),
      );
      expect(left).toEqual([]);
      shopId = await addShop(app.pool, domain, { now: NOW });
    }
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
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ isStale: false, values: { customers: 4 } });

    // Today's orders count from tomorrow on.
    await tell("orders/create", NOW, order(5, 5, NOW));
    await ingestAll(work(NOW));
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ isStale: false });
    expect(await scoreAll(work(NOW))).toBe(1);

    await tell("orders/create", NOW + 1000, order(6, 6, past, "990.00"));
    await ingestAll(work(NOW + 1000));
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ isStale: true });
    expect(await scoreAll(work(NOW + 1000))).toBe(6);
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ isStale: false, values: { customers: 5 } });
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
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ isStale: true });
    await scoreAll(work(NOW));
    expect(await findBenchmarks(app.pool, shopId)).toMatchObject({ values: { medianRevenueMinor: 3000 } });
  });
});

test("an order that moves to another customer makes the one who had it due", async () => {
  await tell("orders/create", NOW, order(1, 1, NOW));
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  const moved = { ...order(1, 2, NOW), updated_at: iso(NOW + HOUR_MS) };
  await tell("orders/updated", NOW + HOUR_MS, moved);
  await ingestAll(work(NOW + HOUR_MS));
  expect((await profileOf(1))?.due_at).toBeLessThanOrEqual(NOW + HOUR_MS);
});

test("a stored event that cannot be read is marked, and holds up none of the others", async () => {
  await app.pool.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
     VALUES ($1, 'backfill', 'customers', $2, '{"id": "x"}'), ($1, 'webhook', 'shop/update', $2, '{"id": "x"}'),
       ($1, 'webhook', 'customer.tags_added', $2, '{}'), ($1, 'webhook', 'unheard/of', $2, '{}')`,
    [shopId, new Date(NOW)],
  );
  await tell("orders/create", NOW, order(1, 1, NOW));
  await ingestAll(work(NOW));
  const marked = "FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL AND ingested_at IS NOT NULL";
  expect(await count(app.pool, marked, [shopId])).toBe(4);
  expect(await count(app.pool, "FROM customer_order WHERE shop_id = $1", [shopId])).toBe(1);
});

test("a customer who was deleted stays away, although their browser and cart go on", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  await tell("customers/delete", NOW + 1000, { id: 1 });
  await ingestAll(work(NOW + 1000));
  await scoreAll(work(NOW + 1000));
  expect(await profileOf(1)).toBeUndefined();
  const lines = [{ product_id: 1, variant_id: 1, quantity: 3 }];
  const at = NOW + 60_000;
  await tell("carts/update", at, { token: "of-1", line_items: lines, updated_at: iso(at) });
  await ingestAll(work(at));
  await scoreAll(work(at));
  expect(await count(app.pool, "FROM profile WHERE shop_id = $1", [shopId])).toBe(0);
  expect(await count(app.pool, "FROM segment_membership WHERE shop_id = $1", [shopId])).toBe(0);
});
