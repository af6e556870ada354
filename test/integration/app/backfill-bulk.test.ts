import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadBackfill } from "../../../app/db/backfills.ts";
import { backfillShop } from "../../../app/services/backfill-shop.ts";
import { installShop } from "../../../app/services/install-shop.ts";
import type { OpenBulkResult } from "../../../app/shopify/bulk-result.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import { createBulkSwitches } from "../../../dev-store/bulk/switches.ts";
import { count } from "../../support/app-rows.ts";
import { ingestAll, useAppPool } from "../../support/app-direct.ts";
import { readFacts } from "../../support/app-snapshot.ts";
import { liveADay } from "../../support/live-a-day.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const DAY_MS = 24 * 3_600_000;
/** Several batches of each. */
const DAY = { seed: "bulk", customers: 620, products: 300, orders: 520 };
const RECORDS = DAY.customers + DAY.products + DAY.orders;

const app = useAppPool();
let world: DevStoreWorld;
const now = (): number => world.store.clock.now();
const fallBacks: string[] = [];

beforeAll(async () => {
  const startAt = Date.parse("2026-11-01T00:00:00Z");
  world = await startWorld({ scopes: SCOPES.join(","), startAt });
  world.store.clock.setSpeed(0);
  const dev = world.store.createShop({ domain: SHOP, plan: "plus", currency: "EUR" });
  dev.batch(() => liveADay(dev, world.store.clock, DAY));
  for (const [index, product] of [...dev.products()].slice(0, 40).entries()) {
    const variants = Array.from({ length: index % 9 }, (_, at) => ({ priceMinor: 100 + at }));
    dev.createProduct({ title: `${product.title} in sizes`, variants, createdAt: now() });
  }
  await dev.installApp();
});
afterAll(() => world.close());
beforeEach(() => {
  world.store.bulk = { ...createBulkSwitches(), access: "enabled" };
  fallBacks.length = 0;
});

const open: OpenBulkResult = async (url) => {
  const response = await world.openFile(url);
  const status = response.statusCode ?? 0;
  return status === 200 ? { outcome: "opened", chunks: response } : { outcome: "gone", status };
};

/** Lets the dev store's clock go on as if the time had passed, and the dev store have a look. */
async function sleep(ms: number): Promise<void> {
  world.store.clock.set(now() + ms);
  await new Promise((resolve) => setTimeout(resolve, 40));
}

async function install(): Promise<{ domain: string; shopId: number }> {
  const domain = `${randomUUID()}.myshopify.com`;
  const admin = openDevStoreAdmin(world);
  const { shopId } = await installShop({ pool: app.pool, admin, domain, now: now() });
  return { domain, shopId };
}

interface Try {
  shopId: number;
  pool?: pg.Pool;
  by?: "bulk" | "pages";
  open?: OpenBulkResult;
}
const backfill = (options: Try) =>
  backfillShop({
    pool: options.pool ?? app.pool,
    shopId: options.shopId,
    admin: openDevStoreAdmin(world),
    clock: now,
    sleep,
    bulk:
      options.by === "pages"
        ? null
        : {
            open: options.open ?? open,
            onFallBack: ({ resource, reason }) => fallBacks.push(`${resource}: ${reason}`),
          },
  });

async function readRawEvents(shopId: number): Promise<unknown[]> {
  const { rows } = await app.pool.query(
    "SELECT topic, wire, error FROM raw_event WHERE shop_id = $1 ORDER BY topic, wire->>'id'",
    [shopId],
  );
  return rows;
}

let byPages: { events: unknown[]; facts: unknown };
beforeAll(async () => {
  const { shopId } = await install();
  await backfill({ shopId, by: "pages" });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  byPages = { events: await readRawEvents(shopId), facts: await readFacts(app.pool, shopId) };
  expect(byPages.events.length).toBe(RECORDS + 40);
}, 60_000);

async function expectAsByPages(shopId: number): Promise<void> {
  expect(await readRawEvents(shopId)).toEqual(byPages.events);
  const rows = await loadBackfill(app.pool, shopId);
  expect(rows.map(({ loaded, total }) => [loaded, loaded === total])).toEqual([
    [DAY.customers, true],
    [DAY.products + 40, true],
    [DAY.orders, true],
  ]);
  expect(rows.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
}

test("what a bulk operation reads is, row by row, what pages read", async () => {
  const { shopId } = await install();
  expect(await backfill({ shopId })).toBe("finished");
  await expectAsByPages(shopId);
  expect(fallBacks).toEqual([]);
  const rows = await loadBackfill(app.pool, shopId);
  expect(rows.map(({ bulkId }) => bulkId?.includes("BulkOperation"))).toEqual([true, true, true]);
  await ingestAll({ pool: app.pool, shopId, now: now() });
  expect(await readFacts(app.pool, shopId)).toEqual(byPages.facts);
  expect(await backfill({ shopId })).toBe("already-finished");
});

describe("a worker that dies goes on with the same result", () => {
  test("when a transaction of a batch is aborted, and when its commit is the last thing it does", async () => {
    const { shopId } = await install();
    const dying = dieAtCommits(app.pool);
    let tries = 0;
    for (;;) {
      tries += 1;
      const outcome = await backfill({ shopId, pool: dying }).catch(() => "died");
      if (outcome !== "died") break;
    }
    expect(tries).toBeGreaterThan(5);
    await expectAsByPages(shopId);
    const { rows } = await app.pool.query<{ id: string }>(
      "SELECT DISTINCT bulk_id AS id FROM backfill WHERE shop_id = $1",
      [shopId],
    );
    expect(rows).toHaveLength(3);
  });
});

test("a result that breaks off goes on at the missing line, however often", async () => {
  const { shopId } = await install();
  const opens = new Map<string, number>();
  const breaking: OpenBulkResult = async (url) => {
    const opened = await open(url);
    if (opened.outcome === "gone") return opened;
    const { pathname } = new URL(url);
    const times = (opens.get(pathname) ?? 0) + 1;
    opens.set(pathname, times);
    return { outcome: "opened", chunks: breakAfter(opened.chunks, 20 * times) };
  };
  expect(await backfill({ shopId, open: breaking })).toBe("finished");
  expect([...opens.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(5);
  expect(fallBacks).toEqual([]);
  await expectAsByPages(shopId);
  const rows = await loadBackfill(app.pool, shopId);
  expect(rows.map(({ bulkId }) => bulkId !== null)).toEqual([true, true, true]);
});

const NO_CHILD = '{"id":"gid://shopify/LineItem/1","__parentId":"gid://shopify/Order/1"}\n';
test.each<[string, string, OpenBulkResult]>([
  ["whose storage is away", "fetch failed", () => Promise.reject(new Error("fetch failed"))],
  [
    "that breaks off at the same line each time",
    "the connection broke",
    async (url) => {
      const opened = await open(url);
      if (opened.outcome === "gone") return opened;
      return { outcome: "opened", chunks: breakAfter(opened.chunks, 5) };
    },
  ],
  [
    "that is none of Shopify's",
    "The bulk result has a child that does not follow its parent",
    () => Promise.resolve({ outcome: "opened", chunks: piecesOf(NO_CHILD) }),
  ],
])("pages are read in place of a result %s", async (_, reason, unreadable) => {
  const { shopId } = await install();
  let opens = 0;
  const counted: OpenBulkResult = (url) => {
    opens += 1;
    return unreadable(url);
  };
  expect(await backfill({ shopId, open: counted })).toBe("finished");
  expect(fallBacks).toEqual([`customers: The result could not be read: ${reason}`]);
  expect(opens).toBe(3);
  await expectAsByPages(shopId);
});

async function* piecesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

/** A pool whose transactions die at every other commit: in turn before it and just after it. */
function dieAtCommits(pool: pg.Pool): pg.Pool {
  let commits = 0;
  return new Proxy(pool, {
    get(target, name) {
      if (name !== "connect") {
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get(inner, field) {
            const value: unknown = Reflect.get(inner, field);
            if (typeof value !== "function") return value;
            if (field !== "query") return value.bind(inner);
            return async (...args: unknown[]): Promise<unknown> => {
              const isCommit = args[0] === "COMMIT";
              if (isCommit) commits += 1;
              if (isCommit && commits % 4 === 1) throw new Error("died before the commit");
              const answer: unknown = await value.apply(inner, args);
              if (isCommit && commits % 4 === 3) throw new Error("died after the commit");
              return answer;
            };
          },
        });
      };
    },
  });
}

/** Cuts a stream in the middle, each time later: in pieces of 10,000 bytes, so that lines break too. */
async function* breakAfter(
  chunks: AsyncIterable<Uint8Array>,
  pieces: number,
): AsyncGenerator<Uint8Array> {
  let left = pieces;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += 10_000) {
      if (left === 0) throw new Error("the connection broke");
      left -= 1;
      yield chunk.subarray(at, at + 10_000);
    }
  }
}

test("a result that has expired is asked for anew, and what was stored of it comes once", async () => {
  const { shopId } = await install();
  let opened = 0;
  let stored = 0;
  const late: OpenBulkResult = async (url) => {
    opened += 1;
    // The first result breaks off in the middle and is then left lying for eight days.
    if (opened === 2) {
      stored = await count(app.pool, "FROM raw_event WHERE shop_id = $1", [shopId]);
      await sleep(8 * DAY_MS);
    }
    const result = await open(url);
    if (result.outcome === "gone" || opened > 1) return result;
    return { outcome: "opened", chunks: breakAfter(result.chunks, 5) };
  };
  expect(await backfill({ shopId, open: late })).toBe("finished");
  expect(stored).toBeGreaterThan(0);
  await expectAsByPages(shopId);
  expect(fallBacks).toEqual([]);

  const other = await install();
  const tooLate: OpenBulkResult = async (url) => {
    if (opened > 0) await sleep(8 * DAY_MS);
    opened = 0;
    return open(url);
  };
  expect(await backfill({ shopId: other.shopId, open: tooLate })).toBe("finished");
  await expectAsByPages(other.shopId);
});

test("an operation that fails is run again, and pages are read when it fails again and again", async () => {
  const first = await install();
  world.store.bulk.failNext = { afterObjects: 100, errorCode: "TIMEOUT" };
  await backfill({ shopId: first.shopId });
  await expectAsByPages(first.shopId);
  expect(fallBacks).toEqual([]);

  const second = await install();
  const failing = setInterval(() => {
    world.store.bulk.failNext = { afterObjects: 100, errorCode: "INTERNAL_SERVER_ERROR" };
  }, 1);
  await backfill({ shopId: second.shopId }).finally(() => clearInterval(failing));
  await expectAsByPages(second.shopId);
  expect(fallBacks).toEqual(["customers: It failed with INTERNAL_SERVER_ERROR"]);
});

test.each([
  ["not-enabled", "customers: Shopify refused the query: Access denied for bulkOperationRunQuery"],
  ["other-address", "customers: Shopify answered 403"],
] as const)(
  "an app that Shopify refuses (%s) reads pages, and says why",
  async (access, reason) => {
    world.store.bulk.access = access;
    const { shopId } = await install();
    expect(await backfill({ shopId })).toBe("finished");
    expect(fallBacks).toHaveLength(1);
    expect(fallBacks[0]).toContain(reason);
    await expectAsByPages(shopId);
  },
);

test("what pages began, pages end; and what a bulk operation began is read by pages once it is off", async () => {
  const { shopId } = await install();
  const dying = dieAtCommits(app.pool);
  await expect(backfill({ shopId, pool: dying })).rejects.toThrow("died before the commit");
  await expect(backfill({ shopId, pool: dying })).rejects.toThrow("died after the commit");
  expect(await backfill({ shopId, by: "pages" })).toBe("finished");
  await expectAsByPages(shopId);
});
