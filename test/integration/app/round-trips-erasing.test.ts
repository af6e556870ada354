import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { addIntake } from "../../../app/db/intake.ts";
import { addPrivacyRequest, type PrivacyTopic } from "../../../app/db/privacy-requests.ts";
import { makeRawEventMonths } from "../../../app/db/raw-event-months.ts";
import { markUninstalled } from "../../../app/db/shop.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
import { keepRawEventMonths } from "../../../app/services/keep-raw-event-months.ts";
import { redact } from "../../../app/services/redact.ts";
import { setRetention } from "../../../app/services/set-retention.ts";
import type { Delivery } from "../../support/app-deliveries.ts";
import { addShop, ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, iso, NOW, order } from "../../support/app-shop.ts";
import { expectAsManyStatements, useCountedPool } from "../../support/count-statements.ts";
import { useDatabase } from "../../support/database.ts";
import { deliver } from "../../support/deliver.ts";

// As round-trips.test.ts, of what is erased: because it is too old, or somebody asks for it.

const FEW = 4;
const MANY = 40;

let pool: pg.Pool;
const counted = useCountedPool(useDatabase(), (opened) => (pool = opened));

async function makeShop() {
  const domain = `${randomUUID()}.myshopify.com`;
  const shopId = await addShop(pool, domain, { now: NOW - 90 * DAY_MS });
  return { shopId, domain, work: { pool, shopId, now: NOW } };
}
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

async function ask(shopId: number, asked: { topic: PrivacyTopic; at?: number; who: object }) {
  const { topic, at: receivedAt = NOW, who } = asked;
  const requestKey = randomUUID();
  const nobody = { customerId: null, orderIds: [], clientId: null };
  await addPrivacyRequest(pool, shopId, { requestKey, topic, receivedAt, ...nobody, ...who });
  return requestKey;
}

describe("retention", () => {
  /** So many rows of each kind that are too old. */
  async function age(shopId: number, rows: number): Promise<void> {
    const values = [shopId, new Date(NOW - 400 * DAY_MS), rows];
    for (const sql of [
      `INSERT INTO tag_write (shop_id, customer_id, added, removed, written_at)
       SELECT $1, n::text, '{a}', '{}', $2 FROM generate_series(1, $3::int) AS n`,
      `INSERT INTO activity (shop_id, kind, subject, outcome, hour, at, count)
       SELECT $1, 'pixel', 'pixel', 'done', n, $2, 1 FROM generate_series(1, $3::int) AS n`,
      `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
       SELECT $1, 'webhook', 't', $2, '{}', $2 FROM generate_series(1, $3::int) AS n`,
      `INSERT INTO dedupe (shop_id, source, key, seen_at)
       SELECT $1, source, n::text, $2 FROM generate_series(1, $3::int) AS n, unnest('{webhook,backfill}'::text[]) AS source`,
    ])
      await pool.query(sql, values);
    const counts = {
      shopId,
      source: "webhook",
      outcome: "accepted",
      reason: "",
      count: 1,
    } as const;
    await addIntake(
      pool,
      range(rows).map((minute) => ({ ...counts, minute })),
    );
    for (const id of range(rows)) {
      const who = { customerId: String(id) };
      await ask(shopId, { topic: "customers/data_request", at: NOW - 40 * DAY_MS, who });
    }
  }

  test("of ten times the rows of each kind takes as many statements", async () => {
    const tidy = async (rows: number) => {
      const { shopId, work } = await makeShop();
      await age(shopId, rows);
      await setRetention({ ...work, rawEventDays: 90, logDays: 30 });
      const { result, sent } = await counted(async () => {
        for (let gone = 0; ;) {
          const tidied = await applyRetention({ ...work, limit: 1000 });
          if (tidied.outcome === "nothing-left") return gone;
          gone += tidied.rows;
        }
      });
      expect(result).toBe(6 * rows);
      const lapsed = "FROM privacy_request WHERE shop_id = $1 AND outcome = 'lapsed'";
      expect(await count(pool, lapsed, [shopId])).toBe(rows);
      return sent;
    };
    expectAsManyStatements(await tidy(FEW), await tidy(MANY));
  });
});

/** The first number of orders, and of customers. */
const FIRST = 1000;

/** What the storefront tells of a browser: each time another session with another cart, and a product looked at. */
const visit = (clientId: string, n: number, customerId: string | null): Delivery => {
  const at = NOW - 2 * HOUR_MS + n * 60_000;
  const batch = {
    ...{ clientId, sessionId: randomUUID(), cartToken: `cart-${clientId}-${n}`, sentAt: iso(at) },
    consent: { analytics: true, marketing: false },
    events: [
      { kind: "product_viewed", occurredAt: iso(at), path: "/products/mug", productId: String(n) },
    ],
  };
  return { kind: "browse", customerId, body: JSON.stringify(batch), at };
};
const webhook = (topic: string, body: object): Delivery => {
  return { kind: "webhook", id: randomUUID(), topic, body: JSON.stringify(body), at: NOW - 1000 };
};
const orderAt = NOW - 2 * HOUR_MS;

/** Has a shop in which something happened do what a request asks for. */
async function erase(asked: { topic: PrivacyTopic; who: object; told: readonly Delivery[] }) {
  const { shopId, domain, work } = await makeShop();
  for (const delivery of asked.told) await deliver(pool, domain, { delivery });
  await ingestAll(work);
  await scoreAll(work);
  // As if all had been read as history besides; the last two are of somebody else.
  await pool.query(
    `INSERT INTO dedupe (shop_id, source, key, seen_at)
     SELECT $1, 'backfill', kind || ':' || id || ':1', $2
     FROM (SELECT kind, id FROM unnest('{orders,customers}'::text[]) AS kind, generate_series($3::int, $4::int) AS id
       UNION ALL VALUES ('orders', $5::int), ('customers', $5::int)) AS known`,
    [shopId, new Date(NOW), FIRST, FIRST + MANY, FIRST * 10],
  );
  if (asked.topic === "shop/redact") await markUninstalled(pool, shopId, NOW);
  const requestKey = await ask(shopId, asked);
  const deleteSessions = () => Promise.resolve();
  const { result, sent } = await counted(() => redact({ ...work, requestKey, deleteSessions }));
  expect(result).toBe("erased");
  return { shopId, sent };
}
describe("an erasure takes as many statements for ten times the rows", () => {
  /** Orders with a cart and a checkout of their own, by a customer into whom one was merged for each. */
  const lives = (orders: number): Delivery[] =>
    range(orders).flatMap((n) => [
      webhook("orders/create", {
        ...order(FIRST + n, FIRST, orderAt),
        ...{ cart_token: `cart-${n}`, checkout_token: `checkout-${n}` },
      }),
      webhook("customers/merge", {
        admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${FIRST}`,
        admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${FIRST + n + 1}`,
        status: "completed",
      }),
    ]);

  test("of a customer with orders who was several customers", async () => {
    const forget = async (orders: number) => {
      const who = { customerId: String(FIRST) };
      const told = lives(orders);
      const { shopId, sent } = await erase({ topic: "customers/redact", who, told });
      for (const trace of ["cart-0", `checkout-${orders - 1}`])
        expect(await findTraces(pool, shopId, trace), trace).toEqual([]);
      const keys = "FROM dedupe WHERE shop_id = $1 AND source = 'backfill'";
      expect(await count(pool, keys, [shopId])).toBe(2 * (MANY + 2) - orders - (orders + 1));
      return sent;
    };
    expectAsManyStatements(await forget(FEW), await forget(MANY));
  });

  test("of guests by their orders", async () => {
    const forget = async (orders: number) => {
      const told = range(orders).map((n) =>
        webhook("orders/create", { ...order(FIRST + n, 0, orderAt), customer: null }),
      );
      const who = { orderIds: range(orders).map((n) => String(FIRST + n)) };
      const { shopId, sent } = await erase({ topic: "customers/redact", who, told });
      expect(await count(pool, "FROM profile WHERE shop_id = $1", [shopId])).toBe(0);
      return sent;
    };
    expectAsManyStatements(await forget(FEW), await forget(MANY));
  });

  test("of a visitor's browser with its sessions and carts", async () => {
    const forget = async (visits: number) => {
      const clientId = randomUUID();
      const told = range(visits).map((n) => visit(clientId, n, null));
      const asked = { topic: "visitor/withdrawal", who: { clientId }, told } as const;
      const { shopId, sent } = await erase(asked);
      expect(await count(pool, "FROM identity WHERE shop_id = $1", [shopId])).toBe(0);
      return sent;
    };
    expectAsManyStatements(await forget(FEW), await forget(MANY));
  });

  test("of a browser in which many customers were logged in", async () => {
    const forget = async (customers: number) => {
      const clientId = randomUUID();
      const told = range(customers).map((n) => visit(clientId, n, String(FIRST + n)));
      const asked = { topic: "visitor/withdrawal", who: { clientId }, told } as const;
      const { shopId, sent } = await erase(asked);
      expect(await count(pool, "FROM fact WHERE shop_id = $1", [shopId])).toBe(0);
      const known = "FROM identity WHERE shop_id = $1 AND kind = 'customer'";
      expect(await count(pool, known, [shopId])).toBe(customers);
      return sent;
    };
    expectAsManyStatements(await forget(FEW), await forget(MANY));
  });

  test("of a whole shop", async () => {
    const forget = async (orders: number) =>
      (await erase({ topic: "shop/redact", who: {}, told: lives(orders) })).sent;
    expectAsManyStatements(await forget(FEW), await forget(MANY));
  });
});

// The last one: months of other tests go with it.
test("months of raw events go by as many statements for ten times the months", async () => {
  const keep = async (from: string, months: number) => {
    const { shopId, work } = await makeShop();
    await setRetention({ ...work, rawEventDays: 90, logDays: 30 });
    await pool.query(
      `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
       SELECT $1, 'webhook', 't', $2::timestamptz + make_interval(months => n), '{}', $2
       FROM generate_series(0, $3::int - 1) AS n`,
      [shopId, from, months],
    );
    const now = Date.parse(from);
    await makeRawEventMonths(pool, { now, ahead: months - 1 });
    const later = now + 5 * 365 * DAY_MS;
    const { result, sent } = await counted(() => keepRawEventMonths({ pool, now: later }));
    expect(result.dropped).toBeGreaterThanOrEqual(months);
    expect(await count(pool, "FROM raw_event WHERE shop_id = $1", [shopId])).toBe(0);
    return sent;
  };
  expectAsManyStatements(
    await keep("2031-01-15T00:00:00Z", 2),
    await keep("2041-01-15T00:00:00Z", 20),
  );
});
