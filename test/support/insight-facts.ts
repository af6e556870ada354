import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { CHANNEL_SIGNALS } from "../../app/services/insights/channel-signals.ts";
import { FUNNEL_DEPTHS } from "../../app/services/insights/funnel-depths.ts";
import { addShop } from "./app-direct.ts";

/** Facts of a small shop, from which figures are computed naively and by SQL. */
export interface InsightFacts {
  timezone: string;
  /** The profile of each customer is its index + 1; visitors follow. */
  customers: number;
  visitors: number;
  slots: { profile: number; signal: string; at: number }[];
  orders: {
    customer: number;
    at: number;
    minor: number;
    refunded: number;
    isCancelled: boolean;
    isTest: boolean;
  }[];
  /** Scores in points at the end of days before today; null is unknown. */
  scores: { profile: number; daysAgo: number; points: number | null }[];
}

const DAY_MS = 86_400_000;
export const INSIGHT_NOW = Date.parse("2026-11-20T15:00:00Z");

const MOST_PEOPLE = 6;
const person = fc.integer({ min: 1, max: MOST_PEOPLE });
/** Many in the last days, where days and zones matter, some long ago. */
const at = fc.oneof(
  fc.integer({ min: 0, max: 20 * 96 }).map((slots) => INSIGHT_NOW - slots * 900_000 - 1000),
  fc.integer({ min: 0, max: 400 }).map((days) => INSIGHT_NOW - days * DAY_MS - 1000),
);
const SIGNALS = [
  ...new Set([...FUNNEL_DEPTHS, ...CHANNEL_SIGNALS].map(({ signal }) => signal)),
  "email_opened",
];

export const anyFacts: fc.Arbitrary<InsightFacts> = fc.record({
  timezone: fc.constantFrom("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"),
  customers: fc.constant(MOST_PEOPLE - 2),
  visitors: fc.constant(2),
  slots: fc.array(fc.record({ profile: person, signal: fc.constantFrom(...SIGNALS), at }), {
    maxLength: 60,
  }),
  orders: fc.array(
    fc.record({
      customer: fc.integer({ min: 1, max: MOST_PEOPLE - 2 }),
      at,
      minor: fc.integer({ min: 100, max: 9000 }),
      refunded: fc.constantFrom(0, 0, 500, 10_000),
      isCancelled: fc.constantFrom(false, false, false, true),
      isTest: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 25 },
  ),
  scores: fc.uniqueArray(
    fc.record({
      profile: person,
      daysAgo: fc.integer({ min: 1, max: 40 }),
      points: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 5 }),
    }),
    { maxLength: 40, selector: ({ profile, daysAgo }) => `${profile} ${daysAgo}` },
  ),
});

/** Puts the facts into a new ready shop, each person with one identity of the profile's number. */
export async function storeFacts(pool: pg.Pool, facts: InsightFacts): Promise<number> {
  const shopId = await addShop(pool, `${randomUUID()}.myshopify.com`, {
    now: INSIGHT_NOW - DAY_MS,
  });
  const today = Math.floor(INSIGHT_NOW / DAY_MS);
  await pool.query("UPDATE shop SET timezone = $2, scores_from = $3 WHERE shop_id = $1", [
    shopId,
    facts.timezone,
    today - 60,
  ]);
  const people = Array.from({ length: facts.customers + facts.visitors }, (_, index) => index + 1);
  const isCustomer = (profile: number): boolean => profile <= facts.customers;
  await pool.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
     SELECT $1, id, kind, key, id FROM unnest($2::bigint[], $3::text[], $4::text[]) AS person(id, kind, key)`,
    [
      shopId,
      people,
      people.map((one) => (isCustomer(one) ? "customer" : "client")),
      people.map((one) => String(one)),
    ],
  );
  await pool.query(
    `INSERT INTO profile (shop_id, profile_id, customer_id) SELECT $1, id, customer
     FROM unnest($2::bigint[], $3::text[]) AS person(id, customer)`,
    [shopId, people, people.map((one) => (isCustomer(one) ? String(one) : null))],
  );
  for (const { profile, signal, at: seenAt } of facts.slots) {
    await pool.query(
      `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
       VALUES ($1, $2, $3, 'signed', $4, 1, 0, $5, $5)
       ON CONFLICT (shop_id, identity_id, signal, trust, slot) DO UPDATE SET count = signal_slot.count + 1`,
      [shopId, profile, signal, Math.floor(seenAt / 900_000), new Date(seenAt)],
    );
  }
  for (const [index, order] of facts.orders.entries()) {
    const orderAt = new Date(order.at);
    await pool.query(
      `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, cancelled_at, is_test,
         source_updated_at) VALUES ($1, $2, $3, $4, 'EUR', $5, $6, $7, $4)`,
      [
        shopId,
        String(index),
        String(order.customer),
        orderAt,
        order.minor,
        order.isCancelled ? orderAt : null,
        order.isTest,
      ],
    );
    if (order.refunded > 0) {
      await pool.query(
        `INSERT INTO refund (shop_id, refund_id, order_id, amount_minor, refunded_at) VALUES ($1, $2, $2, $3, $4)`,
        [shopId, String(index), order.refunded, orderAt],
      );
    }
  }
  for (const { profile, daysAgo, points } of facts.scores) {
    await pool.query(
      `INSERT INTO score_history (shop_id, profile_id, day, intent, engagement, value, behavior) VALUES ($1, $2, $3, NULL, $4, NULL, $4)`,
      [shopId, profile, today - daysAgo, points === null ? null : points * 1_000_000],
    );
  }
  return shopId;
}
