import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeEach } from "vitest";
import { deliver } from "./deliver.ts";
import { addShop, useAppPool } from "./app-direct.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** In the afternoon, so that neither a few hours ago nor a few hours on it is another day. */
export const NOW = Date.parse("2026-11-20T15:00:00Z");

export const iso = (at: number): string => new Date(at).toISOString();

/** An order as a webhook tells it. */
export const order = (id: number, customerId: number, at: number, price = "50.00") => ({
  id,
  created_at: iso(at),
  updated_at: iso(at),
  currency: "EUR",
  total_price: price,
  customer: { id: customerId },
});

/** A ready shop, a new one for each test, whose services are called directly. */
export function useShop() {
  const app = useAppPool();
  let shopId = 0;
  let domain = "";
  beforeEach(async () => {
    domain = `${randomUUID()}.myshopify.com`;
    shopId = await addShop(app.pool, domain, { now: NOW - 90 * DAY_MS });
  });

  async function tell(topic: string, at: number, body: object): Promise<void> {
    const id = randomUUID();
    const delivery = { kind: "webhook", id, topic, body: JSON.stringify(body), at } as const;
    await deliver(app.pool, domain, { delivery });
  }

  async function read<Row extends pg.QueryResultRow>(
    sql: string,
    customer: number,
  ): Promise<Row[]> {
    return (await app.pool.query<Row>(sql, [shopId, String(customer)])).rows;
  }

  return {
    get pool() {
      return app.pool;
    },
    get shopId() {
      return shopId;
    },
    tell,
    /** What services are called with. */
    work: (now: number, pool: pg.Pool = app.pool) => ({ pool, shopId, now }),

    /** A checkout with a cart of four changes: it makes its customer a member of high-intent. */
    async makeHot(customerId: number, at: number): Promise<void> {
      const token = `of-${customerId}`;
      const line_items = [{ product_id: 1, variant_id: 1, quantity: 1 }];
      for (const minutes of [10, 7, 4, 1]) {
        const updated_at = iso(at - minutes * 60_000);
        await tell("carts/update", at, { token, line_items, created_at: iso(at), updated_at });
      }
      const times = { created_at: iso(at), updated_at: iso(at) };
      const checkout = { token, cart_token: token, customer: { id: customerId }, ...times };
      await tell("checkouts/create", at, checkout);
    },

    async dueAtOf(customerId: number): Promise<number | null | undefined> {
      const [row] = await read<{ due_at: number | null }>(
        "SELECT due_at FROM profile WHERE shop_id = $1 AND customer_id = $2",
        customerId,
      );
      return row?.due_at;
    },

    async membershipsOf(customerId: number): Promise<string[]> {
      const rows = await read<{ handle: string }>(
        `SELECT handle FROM segment_membership JOIN profile USING (shop_id, profile_id)
         JOIN segment USING (shop_id, segment_id) WHERE shop_id = $1 AND customer_id = $2 ORDER BY 1`,
        customerId,
      );
      return rows.map(({ handle }) => handle);
    },

    changesOf: (customerId: number) =>
      read<{ handle: string; entered: boolean; at: number }>(
        `SELECT handle, entered, at FROM membership_change JOIN segment USING (shop_id, segment_id)
         WHERE shop_id = $1 AND customer_id = $2 ORDER BY change_id`,
        customerId,
      ),

    async desiredOf(customerId: number): Promise<string[] | undefined> {
      const [row] = await read<{ desired: string[] }>(
        "SELECT desired FROM tag_state WHERE shop_id = $1 AND customer_id = $2",
        customerId,
      );
      return row?.desired;
    },
  };
}
