import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findShopsToTell } from "../../../app/db/announcements.ts";
import { findShopsToBackfill } from "../../../app/db/backfills.ts";
import { findShopsWithFieldsToWrite } from "../../../app/db/metafield-states.ts";
import { createPool, createScopedPool } from "../../../app/db/pool.server.ts";
import { findShopsToCount } from "../../../app/db/segment-sums.ts";
import { workFor } from "../../../app/db/shop-scope.ts";
import { findShopsWithTagsToWrite, loadDueTagStates } from "../../../app/db/tag-states.ts";
import { CUSTOMER_SORTS, type CustomerSort } from "../../../app/queries/customer-sorts.ts";
import { listActivity } from "../../../app/queries/list-activity.ts";
import { listCustomers } from "../../../app/queries/list-customers.ts";
import { readCustomer } from "../../../app/queries/read-customer.ts";
import { readDashboard } from "../../../app/queries/read-dashboard.ts";
import { readDataQuality } from "../../../app/queries/read-data-quality.ts";
import { readPersonFile } from "../../../app/queries/read-person-file.ts";
import { readPersonMessages } from "../../../app/queries/read-person-messages.ts";
import { readSegment } from "../../../app/queries/read-segment.ts";
import { readSegmentList } from "../../../app/queries/read-segment-overview.ts";
import { readTimeline } from "../../../app/queries/read-timeline.ts";
import { countWorkLeft } from "../../../app/queries/work-left.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
import { redact } from "../../../app/services/redact.ts";
import { ingestRound } from "../../../app/services/ingest-round.ts";
import { scoreRound } from "../../../app/services/score-round.ts";
import { retentionRound } from "../../../app/services/retention-round.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { setRetention } from "../../../app/services/set-retention.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { useDatabase } from "../../support/database.ts";
import { fillLargeShop } from "../../support/fill-large-shop.ts";
import { findLargeTables, findScans } from "../../support/find-scans.ts";
import { recordStatements, type Statement } from "../../support/record-statements.ts";

/** Beyond it a table that is read whole is felt. */
const LARGE = 10_000;
const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const [ASKED, LARGER] = ["asked.myshopify.com", "larger.myshopify.com"];

const database = useDatabase();
let owner: pg.Pool;
let pool: pg.Pool;
let shopId: number;
let larger: number;
let customerId: string;
let profileId: number;
let large: ReadonlySet<string>;
let take: () => Statement[];

beforeAll(async () => {
  const connectionString = database.url;
  owner = createPool({ connectionString, max: 4 });
  pool = createScopedPool({ connectionString, max: 4 });
  take = recordStatements(pool);
  shopId = await fillLargeShop(owner, ASKED, { seed: 1, copies: 80, now: NOW });
  larger = await fillLargeShop(owner, LARGER, { seed: 2, copies: 800, now: NOW });
  large = await findLargeTables(owner, LARGE);
  const { rows } = await owner.query<{ customerId: string; profileId: number }>(
    `SELECT customer_id AS "customerId", profile_id AS "profileId" FROM profile
     WHERE shop_id = $1 AND customer_id IS NOT NULL ORDER BY profile_id LIMIT 1`,
    [shopId],
  );
  ({ customerId = "", profileId = 0 } = rows[0] ?? {});
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), pool.end()]);
});

const options = { clock: () => NOW + 60_000, onFailure: fail };
function fail({ reason }: { reason: string }): void {
  throw new Error(reason);
}
const asked = { now: NOW + 60_000, timezone: "UTC" };
const NO_FILTER = { kind: null, outcome: null, customerId: null, from: null, to: null };

/** What is done all the time, or to a shop of any size: services as the processes call them, with the roles they take. */
const WORK: Record<string, () => Promise<unknown>> = {
  "taking in what came": async () => {
    const deliveries = simulateDeliveries({ seed: 3, customers: 5, endAt: NOW, days: 5 });
    for (const delivery of deliveries) await deliver(pool, ASKED, { delivery });
    while ((await ingestRound({ pool, ...options })()) === "worked");
  },
  "scoring who is due, with flips and tags": async () => {
    while ((await scoreRound({ pool, ...options })()) === "worked");
  },
  "scoring some after midnight, when everybody is due": () =>
    scoreShop({ pool, shopId, now: NOW + DAY_MS, limit: 20 }),
  "asking whose turn it is": async () => {
    await findShopsToTell(pool, "flow");
    await findShopsToBackfill(pool);
    await findShopsWithFieldsToWrite(pool, NOW);
    await findShopsWithTagsToWrite(pool, NOW);
    await loadDueTagStates(pool, shopId, { now: NOW + DAY_MS, limit: 50 });
    await findShopsToCount(pool, NOW);
  },
  retention: async () => {
    await workFor(shopId, async () => {
      const work = { pool, shopId, now: NOW + 60_000 };
      await setRetention({ ...work, rawEventDays: 90, logDays: 30 });
      await applyRetention({ ...work, now: NOW + 200 * DAY_MS, limit: 100 });
    });
    await retentionRound({ pool, ...options })();
  },
  "the home page": () => readDashboard({ shopId, ...asked }, pool),
  "the work that is left": () => countWorkLeft(pool, shopId, NOW),
  "a list of customers in each order": async () => {
    for (const sort of Object.keys(CUSTOMER_SORTS) as CustomerSort[])
      await listCustomers({ shopId, sort, limit: 50 }, pool);
  },
  "a customer's page and file": async () => {
    await readCustomer({ shopId, customerId }, pool);
    await readTimeline({ shopId, profileId, channel: null }, pool);
    const named = { customerId, orderIds: [] };
    await readPersonFile({ shopId, named, now: NOW }, pool);
    for await (const some of readPersonMessages({ shopId, named }, pool))
      expect(some.length).toBeGreaterThan(0);
  },
  segments: async () => {
    await readSegmentList({ shopId, ...asked, days: 30 }, pool);
    await readSegment({ shopId, handle: "high-intent", ...asked }, pool);
  },
  "the activity and the quality of data": async () => {
    await listActivity({ shopId, filter: NO_FILTER, now: NOW }, pool);
    await readDataQuality({ shopId, now: NOW, view: { source: "all", span: "day" } }, pool);
  },
  "erasing a customer": () =>
    redact({
      pool,
      ...{ scope: "customer", shopId, customerId, orderIds: [] },
      deleteSessions: () => Promise.resolve(),
      now: NOW,
    }),
};

/** What is about a whole shop, of which a scan reads no more than there is to read. */
const OF_EVERYBODY = [
  // A new day's benchmarks make everybody due.
  /^WITH earlier AS MATERIALIZED \(\s*SELECT range_id FROM due_range/,
];

test("the tables that are asked are large", () => {
  for (const table of ["profile", "fact", "signal_slot", "identity", "customer_order", "dedupe"])
    expect(large, table).toContain(`public.${table}`);
  expect([...large].some((table) => table.startsWith("raw_events."))).toBe(true);
});

test("a table that is read whole is found, for the role that reads it", async () => {
  const text = "SELECT count(*) FROM fact WHERE shop_id = $1 AND occurred_at < $2";
  const statement = { text, values: [shopId, new Date(NOW)], scope: "across" as const };
  await expect(findScans(owner, statement, large)).rejects.toThrow("permission denied");
  const all = "SELECT count(*) FROM fact WHERE value >= $1";
  const scans = await findScans(owner, { text: all, values: [0], scope: larger }, large);
  expect(scans).toEqual(["public.fact"]);
});

test.each(Object.keys(WORK))("%s reads no large table whole", async (name) => {
  take();
  await workFor(shopId, () => WORK[name]?.());
  const statements = take();
  expect(statements.length).toBeGreaterThan(0);
  const scans: { text: string; tables: string[] }[] = [];
  for (const statement of statements) {
    if (OF_EVERYBODY.some((known) => known.test(statement.text))) continue;
    const tables = await findScans(owner, statement, large);
    if (tables.length > 0) scans.push({ text: statement.text, tables });
  }
  expect(scans).toEqual([]);
});
