import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { createPool } from "../../../app/db/pool.server.ts";
import { ingestRound } from "../../../app/services/ingest-round.ts";
import type { Round } from "../../../app/services/round.ts";
import { scoreRound } from "../../../app/services/score-round.ts";
import { addShop } from "../../support/app-direct.ts";
import { order } from "../../support/app-shop.ts";
import { useDatabase } from "../../support/database.ts";
import { deliver } from "../../support/deliver.ts";

/** What a batch takes at most, of events and of profiles. */
const BATCH = 500;
const QUIET = 20;
/** A hundred times as much: more than a worker has taken when the quiet shop's has come. */
const BUSY = 100 * QUIET;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const DAY_MS = 24 * 3_600_000;

const database = useDatabase();
const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

/** Which shop's batch began, in order, told by the statement that begins it: nothing here looks at a clock. */
let begun: number[];
let pool: pg.Pool;

beforeEach(async () => {
  pool = createPool({ connectionString: database.url, max: 12 });
  pools.push(pool);
  begun = [];
  pool.on("connect", (client) => {
    const send: (...all: unknown[]) => unknown = client.query.bind(client);
    const query = (text: unknown, values: unknown, ...more: unknown[]): unknown => {
      if (typeof text === "string" && BEGINS.test(text))
        begun.push(Number((values as unknown[])[0]));
      return send(text, values, ...more);
    };
    Object.assign(client, { query });
  });
  // What an earlier test left waits for nobody.
  await pool.query("UPDATE raw_event SET ingested_at = now() WHERE ingested_at IS NULL");
  await pool.query("UPDATE profile SET due_at = NULL");
  await pool.query("UPDATE shop_work SET due_at = NULL");
});
const BEGINS =
  /FROM raw_event WHERE shop_id = \$1 AND ingested_at IS NULL ORDER BY raw_event_id LIMIT|FROM customer_exclusion\s+WHERE customer_exclusion\.shop_id = \$1 AND customer_id = own\.key/;

const options = {
  clock: () => NOW,
  onFailure: ({ reason }: { reason: string }) => {
    throw new Error(reason);
  },
};

const addQuietShop = (): Promise<number> => addShopAt(`${randomUUID()}.myshopify.com`);
const addShopAt = (domain: string): Promise<number> =>
  addShop(pool, domain, { now: NOW - 90 * DAY_MS });

/** A shop with so many events that wait, all telling of one order. */
async function addEvents(events: number): Promise<number> {
  const domain = `${randomUUID()}.myshopify.com`;
  const shopId = await addShopAt(domain);
  const body = JSON.stringify(order(1, 2, NOW - DAY_MS));
  const webhook = { kind: "webhook", id: "w", topic: "orders/create", body, at: NOW } as const;
  await deliver(pool, domain, { delivery: webhook });
  await pool.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
     SELECT shop_id, source, topic, received_at, wire FROM raw_event, generate_series(2, $2) WHERE shop_id = $1`,
    [shopId, events],
  );
  return shopId;
}

async function addProfiles(profiles: number): Promise<number> {
  const shopId = await addQuietShop();
  await pool.query(
    "INSERT INTO profile (shop_id, profile_id, customer_id) SELECT $1, id, id::text FROM generate_series(1, $2) AS id",
    [shopId, profiles],
  );
  await makeAllProfilesDue(pool, shopId, NOW - DAY_MS);
  return shopId;
}

const count = async (of: string, shopId: number): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${of} AND shop_id = $1`,
    [shopId],
  );
  return rows[0]?.count ?? -1;
};

/** The two kinds of turns: how a shop gets work, what of it is left, and who does it. */
const WORK: Record<
  string,
  {
    add: (rows: number) => Promise<number>;
    left: (shopId: number) => Promise<number>;
    open: () => Round;
  }
> = {
  ingesting: {
    add: addEvents,
    left: (shopId) => count("raw_event WHERE ingested_at IS NULL", shopId),
    open: () => ingestRound({ pool, ...options }),
  },
  scoring: {
    add: addProfiles,
    left: (shopId) => count("profile WHERE scored_at IS NULL", shopId),
    open: () => scoreRound({ pool, ...options }),
  },
};

test.each(Object.keys(WORK))(
  "%s: beside shops with a hundred times as much, one's turn comes after one batch of each at most, and is all it needs",
  async (name) => {
    const { add, left, open } = WORK[name] ?? expect.unreachable();
    // More of them than have turns at once in a process.
    const busy: number[] = [];
    for (let shop = 0; shop < 6; shop += 1) busy.push(await add(BUSY));
    const round = open();
    // All of them are at work, or have been, before anything of the quiet one comes.
    while (new Set(begun).size < busy.length) await round();
    const quiet = await add(QUIET);
    const from = begun.length;
    while ((await left(quiet)) > 0) await round();
    const order = begun.slice(from);
    const before = order.slice(0, order.indexOf(quiet));
    for (const shop of busy)
      expect(before.filter((one) => one === shop).length, String(order)).toBeLessThanOrEqual(1);
    expect(order.filter((one) => one === quiet)).toHaveLength(1);
    // The busy ones had not finished: what was kept short was the quiet one's wait, not their work.
    for (const shop of busy) expect(await left(shop)).toBeGreaterThan(0);
    expect(BUSY).toBeGreaterThan(3 * BATCH);
    while ((await round()) === "worked");
    for (const shop of busy) expect(await left(shop)).toBe(0);
  },
  120_000,
);
