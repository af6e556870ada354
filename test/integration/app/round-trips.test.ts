import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { saveFlowUse } from "../../../app/db/flow-uses.ts";
import { saveKlaviyoKey } from "../../../app/db/klaviyo-keys.ts";
import { getShop } from "../../../app/db/shop.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { buildSegments } from "../../../app/services/build-segments.ts";
import { ingestShop } from "../../../app/services/ingest-shop.ts";
import { createRawEventWriter } from "../../../app/services/raw-event-writer.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { storeHistory } from "../../../app/services/store-history.ts";
import { syncTags } from "../../../app/services/sync-tags.ts";
import type { AdminApi } from "../../../app/shopify/admin-api.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { addShop } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import {
  expectAsManyStatements as same,
  findGrowth,
  useCountedPool,
} from "../../support/count-statements.ts";
import { useDatabase } from "../../support/database.ts";
import { deliver } from "../../support/deliver.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

/** How many statements a batch takes may not depend on its rows: each is a round trip, and another row's turn would be one more. */
const FEW = 12;
const MANY = 10 * FEW;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const DAY_MS = 24 * 3_600_000;
/** More than there are of anything: what is measured is one batch. */
const ALL = 100_000;
/** Flow's trigger that somebody entered a segment. */
const ENTERED = "kindling-segment-entered";

let pool: pg.Pool;
const counted = useCountedPool(useDatabase(), (opened) => (pool = opened));

const makeShop = (): Promise<number> => addShopAt(`${randomUUID()}.myshopify.com`);
const addShopAt = (domain: string): Promise<number> =>
  addShop(pool, domain, { now: NOW - 90 * DAY_MS });

describe("a batch takes as many statements for ten times the rows", () => {
  /** A shop to which so many customers did everything, one batch of each kind of work after the other. */
  async function live(customers: number) {
    const domain = `${randomUUID()}.myshopify.com`;
    const shopId = await addShopAt(domain);
    for (const delivery of simulateDeliveries({ seed: 1, customers, endAt: NOW, days: 8 }))
      await deliver(pool, domain, { delivery });
    // All that is told outside, besides tags.
    await setMetafields({ pool, shopId, isOn: true, now: NOW });
    await saveFlowUse(pool, shopId, { definitionId: ENTERED, isUsed: true, toldAt: NOW });
    await saveKlaviyoKey(pool, shopId, { sealedKey: "sealed", now: NOW });
    const work = { pool, shopId, now: NOW, limit: ALL };
    const ingested = await counted(() => ingestShop(work));
    const scored = await counted(() => scoreShop(work));
    const announced = await count(pool, "FROM announcement WHERE shop_id = $1", [shopId]);
    const fields = await count(pool, "FROM metafield_state WHERE shop_id = $1", [shopId]);
    const scoredNextDay = await counted(() => scoreShop({ ...work, now: NOW + DAY_MS }));
    const draft = draftOf({ kind: "none", of: [orderedAtLeast(1_000)] });
    await publish(work, { handle: "everybody", draft });
    const judged = await counted(() => buildSegments(work));
    const swapped = await counted(() => buildSegments(work));
    return { ingested, scored, announced, fields, scoredNextDay, judged, swapped };
  }
  let few: Awaited<ReturnType<typeof live>>;
  let many: Awaited<ReturnType<typeof live>>;
  beforeAll(async () => {
    few = await live(FEW);
    many = await live(MANY);
  }, 120_000);

  test("of events and webhooks of every kind, taken in", () => {
    if (few.ingested.result.outcome !== "ingested" || many.ingested.result.outcome !== "ingested")
      return expect.unreachable();
    expect(many.ingested.result.events).toBeGreaterThan(5 * few.ingested.result.events);
    same(few.ingested.sent, many.ingested.sent);
  });

  test.each(["scored", "scoredNextDay"] as const)("of profiles that are due: %s", (name) => {
    expect(many[name].result.profiles).toBeGreaterThan(5 * few[name].result.profiles);
    same(few[name].sent, many[name].sent);
  });

  test("of which some are told outside", () => {
    expect(few.announced).toBeGreaterThan(0);
    expect(many.announced).toBeGreaterThan(5 * few.announced);
    expect(few.fields).toBeGreaterThan(0);
    expect(many.fields).toBeGreaterThan(5 * few.fields);
  });

  test.each(["judged", "swapped"] as const)("of members of a segment that is built: %s", (name) => {
    expect(many[name].result.outcome).toBe(name === "judged" ? "judged" : "in-force");
    same(few[name].sent, many[name].sent);
  });

  test("of requests that bring events at once, and of events in one of them", async () => {
    const shopId = await makeShop();
    const batchOf = (keys: string[]) => ({
      ...{ shopId, source: "proxy" as const, receivedAt: NOW },
      events: keys.map((key) => ({ key, topic: "browse_batch", wire: { key } })),
    });
    const keysOf = (count: number) => Array.from({ length: count }, () => randomUUID());
    const store = (batches: string[][]) => {
      const writer = createRawEventWriter({ pool });
      return counted(() => Promise.all(batches.map((keys) => writer.write(batchOf(keys)))));
    };
    const alone = (count: number) => store(keysOf(count).map((key) => [key]));
    same((await alone(FEW)).sent, (await alone(MANY)).sent);
    same((await store([keysOf(FEW)])).sent, (await store([keysOf(MANY)])).sent);
  });

  test("of a page of history of which nobody can read a record", async () => {
    const store = async (records: number) => {
      const shopId = await makeShop();
      const nodes = Array.from({ length: records }, (_, id) => {
        return {
          outcome: "unreadable" as const,
          key: `customers:unreadable:${id}`,
          error: "no id",
        };
      });
      const page = { source: "backfill", resource: "customers", nodes, now: NOW } as const;
      const { sent } = await counted(() => storeHistory(pool, shopId, page));
      const kept = "FROM raw_event WHERE shop_id = $1 AND error = 'no id'";
      expect(await count(pool, kept, [shopId])).toBe(records);
      return sent;
    };
    same(await store(FEW), await store(MANY));
  });

  test("of changes of the shop's settings", async () => {
    const change = async (times: number) => {
      const domain = `${randomUUID()}.myshopify.com`;
      const shopId = await addShopAt(domain);
      for (let time = 1; time <= times; time += 1) {
        const at = NOW - (times - time) * 1000;
        const told = { id: 1, currency: "EUR", iana_timezone: `Etc/GMT+${time % 12}` };
        const body = JSON.stringify({ ...told, updated_at: new Date(at).toISOString() });
        const delivery = {
          kind: "webhook",
          id: randomUUID(),
          topic: "shop/update",
          body,
          at,
        } as const;
        await deliver(pool, domain, { delivery });
      }
      const { sent } = await counted(() => ingestShop({ pool, shopId, now: NOW, limit: ALL }));
      expect((await getShop(pool, shopId)).timezone).toBe(`Etc/GMT+${times % 12}`);
      return sent;
    };
    same(await change(4), await change(40));
  });

  test("of events that cannot be read", async () => {
    const spoil = async (count: number) => {
      const shopId = await makeShop();
      await pool.query(
        `INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
         SELECT $1, 'webhook', 'orders/create', $2, '{"broken": true}' FROM generate_series(1, $3)`,
        [shopId, new Date(NOW), count],
      );
      const { sent } = await counted(() => ingestShop({ pool, shopId, now: NOW, limit: ALL }));
      const { rows } = await pool.query<{ error: string }>(
        "SELECT error FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL",
        [shopId],
      );
      expect(rows).toHaveLength(count);
      return sent;
    };
    same(await spoil(FEW), await spoil(MANY));
  });
});

describe("tags", () => {
  const TAGS_OF = /(?:add|remove)\d+(?=:)/g;
  /** Takes whatever is written, and has points for all of it. */
  const admin: AdminApi = {
    request: (document, _variables, schema, onBucket) => {
      onBucket?.({ available: 20_000, maximum: 20_000, restoredPerSecond: 1000 } as never);
      const aliases = document.match(TAGS_OF) ?? [];
      return Promise.resolve(
        schema.parse(Object.fromEntries(aliases.map((alias) => [alias, { userErrors: [] }]))),
      );
    },
  };
  const write = async (customers: number) => {
    const shopId = await makeShop();
    const shop = await getShop(pool, shopId);
    const rows = Array.from({ length: customers }, (_, id) => {
      return { customerId: String(9_000 + id), desired: ["kindling:vip"] };
    });
    // A bucket that is known is one that may be spent.
    const options = { pool, shop, admin, clock: () => NOW, minMinutes: null };
    await saveDesiredTags(pool, shopId, rows.slice(0, 1), NOW);
    await syncTags(options);
    await saveDesiredTags(pool, shopId, rows.slice(1), NOW);
    const { result, sent } = await counted(() => syncTags(options));
    expect(result).toEqual({ outcome: "written", customers: customers - 1 });
    return sent;
  };

  test("of ten times the customers take as many statements as fit into one request to Shopify", async () => {
    same(await write(3), await write(21));
  });

  test("of more grow by the requests alone, whose customers are claimed together", async () => {
    const [one, five] = [await write(21), await write(101)];
    for (const [text, count] of five)
      expect(count, text).toBeLessThanOrEqual(5 * (one.get(text) ?? 0));
  });
});

test("a statement for each row is found", async () => {
  const each = async (rows: number) => {
    for (let row = 0; row < rows; row += 1) await pool.query("SELECT $1::int", [row]);
  };
  const [few, many] = [await counted(() => each(2)), await counted(() => each(20))];
  expect(findGrowth(few.sent, many.sent)).toEqual(["2 -> 20: SELECT $1::int"]);
});
