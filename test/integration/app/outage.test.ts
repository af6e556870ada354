import { expect, test } from "vitest";
import { RECONCILE_EVERY_MS } from "../../../app/services/reconcile-shop.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { liveADay } from "../../support/live-a-day.ts";
import { useApp } from "../../support/app-world.ts";

const HOUR_MS = 3_600_000;
const app = useApp({ startAt: Date.parse("2026-11-20T08:00:00Z") });

async function pass(ms: number): Promise<void> {
  const { clock, webhooks } = app.devStore;
  clock.set(clock.now() + ms);
  // What has come due meanwhile is tried, and fails or arrives.
  await expect
    .poll(() => webhooks.counts(), { timeout: 20_000, interval: 20 })
    .toMatchObject({ ready: 0, taken: 0 });
}

/** What scoring knows of the shop's orders, refunds and customers, and what Shopify knows of them. */
async function compare(shop: Shop, shopId: number) {
  const read = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await app.pool.query<Record<string, unknown>>(sql, [shopId])).rows;
  const stored = {
    customers: await read("SELECT customer_id AS id FROM customer WHERE shop_id = $1 ORDER BY 1"),
    orders: await read(
      `SELECT order_id AS id, customer_id AS customer, total_minor AS total, cancelled_at IS NOT NULL AS cancelled,
         (SELECT COALESCE(sum(amount_minor), 0)::int8 FROM refund WHERE refund.shop_id = $1
           AND refund.order_id = customer_order.order_id) AS refunded
       FROM customer_order WHERE shop_id = $1 ORDER BY 1`,
    ),
  };
  const expected = {
    customers: [...shop.customers()].map(({ id }) => ({ id })),
    orders: [...shop.orders()].map((order) => ({
      id: order.id,
      customer: order.customerId,
      total: order.totalMinor,
      cancelled: order.cancelledAt !== null,
      refunded: order.refundedMinor,
    })),
  };
  return { stored, expected };
}

const repaired = async (shopId: number): Promise<number> => {
  const { rows } = await app.pool.query<{ sum: number }>(
    "SELECT sum(repaired)::int AS sum FROM reconciliation WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.sum ?? -1;
};

test("an outage of six hours, over which Shopify gives its webhooks up, loses no order and no customer", async () => {
  const { shop, shopId } = await app.install("outage");
  const { clock, webhooks } = app.devStore;
  liveADay(shop, clock, { seed: "before", customers: 10, products: 5, orders: 10 });
  await app.settle(shopId);

  await app.outage(async () => {
    const endsAt = clock.now() + 6 * HOUR_MS;
    for (let part = 0; clock.now() < endsAt - HOUR_MS / 2; part += 1) {
      liveADay(shop, clock, { seed: `outage ${part}`, customers: 1, products: 1, orders: 3 });
      await pass(60_000);
    }
    await pass(endsAt - clock.now());
  });
  const { dead } = webhooks.counts();
  expect(dead).toBeGreaterThan(30);

  // Nothing moves the clock: what arrives now was asked for, or tried again at its time.
  await expect
    .poll(
      async () => {
        const { stored, expected } = await compare(shop, shopId);
        return JSON.stringify(stored) === JSON.stringify(expected);
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(true);
  const { stored, expected } = await compare(shop, shopId);
  expect(stored).toEqual(expected);
  expect(expected.orders.length).toBeGreaterThan(80);
  const afterOutage = await repaired(shopId);
  expect(afterOutage).toBeGreaterThan(80);

  // The last tries of what Shopify has not given up arrive beside what was read already.
  for (let quarter = 0; quarter < 16; quarter += 1) await pass(HOUR_MS / 4);
  clock.set(clock.now() + RECONCILE_EVERY_MS);
  await app.settle(shopId);
  expect((await compare(shop, shopId)).stored).toEqual(expected);
  expect(await repaired(shopId)).toBe(afterOutage);
}, 180_000);
