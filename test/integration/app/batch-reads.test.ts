import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findOpenBatch,
  noteBatchError,
  openBatch,
  refuseBatch,
  releaseBatch,
  settleBatch,
} from "../../../app/db/announcements.ts";
import { loadBasketsBefore } from "../../../app/db/baskets.ts";
import { findProfilesByProducts } from "../../../app/db/concerned-profiles.ts";
import {
  loadDueFieldStates,
  markFieldsInDoubt,
  recordFieldWrites,
  saveDesiredFields,
} from "../../../app/db/metafield-states.ts";
import { createPool, createScopedPool } from "../../../app/db/pool.server.ts";
import { workFor } from "../../../app/db/shop-scope.ts";
import { loadDueTagStates } from "../../../app/db/tag-states.ts";
import { findRepairsSince, markInDoubt, noteTagWrites } from "../../../app/db/tag-writes.ts";
import { findBuyersBefore, listPeople, loadVisitorFacts } from "../../../app/db/visits.ts";
import { VISITOR_DEEDS } from "../../../app/pipeline/predict/visitors/visitor-deeds.ts";
import { slotOf } from "../../../app/pipeline/shared/time.ts";
import { buildSegments } from "../../../app/services/build-segments.ts";
import { fitPredictions } from "../../../app/services/fit-predictions.ts";
import { ingestRound } from "../../../app/services/ingest-round.ts";
import { scoreRound } from "../../../app/services/score-round.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { useDatabase } from "../../support/database.ts";
import { fillLargeShop } from "../../support/fill-large-shop.ts";
import { fillOutboxes } from "../../support/fill-outboxes.ts";
import { forgetStatistics } from "../../support/forget-statistics.ts";
import { findLargeTables } from "../../support/find-scans.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";
import { hearPlans, isWasteful, tellingPlans, type Done } from "../../support/hear-plans.ts";

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const TOMORROW = NOW + DAY_MS;
const SHOP = "large.myshopify.com";
/** Of some thousands what a whole batch is of some hundred thousand. */
const BATCH = 20;

let owner: pg.Pool;
let pool: pg.Pool;
let shopId: number;
let large: ReadonlySet<string>;
let take: () => Done[];

const options = { clock: () => NOW + 60_000, onFailure: fail };
function fail({ reason }: { reason: string }): void {
  throw new Error(reason);
}

/** What is done to some of a shop's people at a time. */
const WORK: Record<string, () => Promise<unknown>> = {
  "taking in what came": async () => {
    const deliveries = simulateDeliveries({ seed: 3, customers: 5, endAt: NOW, days: 5 });
    for (const delivery of deliveries) await deliver(pool, SHOP, { delivery });
    while ((await ingestRound({ pool, ...options })()) === "worked");
  },
  "scoring who is due, with flips and tags": async () => {
    while ((await scoreRound({ pool, ...options })()) === "worked");
  },
  "scoring some after midnight, when everybody is due": () =>
    scoreShop({ pool, shopId, now: TOMORROW, limit: BATCH }),
  "building a segment": async () => {
    const work = { pool, shopId, now: TOMORROW };
    await publish(work, { handle: "twice", draft: draftOf(orderedAtLeast(2)) });
    for (let batch = 0; batch < 2; batch += 1) await buildSegments({ ...work, limit: BATCH });
  },
  "writing tags and fields": async () => {
    const due = await loadDueTagStates(pool, shopId, { now: TOMORROW, limit: BATCH });
    expect(due).toHaveLength(BATCH);
    const customerIds = due.map(({ customerId }) => customerId);
    await markInDoubt(pool, shopId, { customerIds, mode: "writing", now: NOW });
    await findRepairsSince(pool, shopId, { customerIds, since: NOW - DAY_MS });
    const writes = due.map(({ desired, ...row }) => ({
      ...{ ...row, written: desired, added: desired, removed: [], repaired: [], refusal: null },
    }));
    await noteTagWrites(pool, shopId, { writes, cause: "segments", now: NOW });
    const rows = customerIds.map((customerId) => ({ customerId, desired: { intent: "50" } }));
    await saveDesiredFields(pool, shopId, rows, NOW);
    await loadDueFieldStates(pool, shopId, { now: NOW, limit: BATCH });
    await markFieldsInDoubt(pool, shopId, customerIds, NOW);
    await recordFieldWrites(pool, shopId, rows, NOW);
  },
  "telling others of changes": async () => {
    const batch = { target: "flow" as const, batch: "one", limit: BATCH, now: NOW };
    expect(await findOpenBatch(pool, shopId, "flow")).toBeNull();
    expect(await openBatch(pool, shopId, batch)).toHaveLength(BATCH);
    expect(await findOpenBatch(pool, shopId, "flow")).toMatchObject({ batch: "one" });
    await noteBatchError(pool, shopId, { batch: "one", error: "is tried again" });
    await releaseBatch(pool, shopId, "one");
    await openBatch(pool, shopId, { ...batch, batch: "two" });
    await settleBatch(pool, shopId, { batch: "two", refused: new Map(), now: NOW });
    await openBatch(pool, shopId, { ...batch, batch: "three" });
    await refuseBatch(pool, shopId, { batch: "three", error: "is refused", now: NOW });
  },
  "finding whom a product concerns": async () => {
    const { rows } = await owner.query<{ productId: string }>(
      `SELECT product_id AS "productId" FROM order_line WHERE shop_id = $1 GROUP BY 1 ORDER BY count(*) LIMIT 1`,
      [shopId],
    );
    await findProfilesByProducts(
      pool,
      shopId,
      rows.map(({ productId }) => productId),
    );
  },
  "reading some of those who are learned from": async () => {
    await loadBasketsBefore(pool, shopId, { before: NOW });
    for (const everyNth of [1, 10]) {
      const after = { kind: "customer", key: "" };
      const people = await listPeople(pool, shopId, { after, limit: BATCH, everyNth });
      const profileIds = people.map(({ profileId }) => profileId);
      expect(profileIds).toHaveLength(BATCH);
      const span = { signals: VISITOR_DEEDS, from: NOW - 9 * DAY_MS, until: NOW };
      await loadVisitorFacts(pool, shopId, { profileIds, ...span, most: 500 });
      await findBuyersBefore(pool, shopId, { profileIds, slot: slotOf(span.from) });
    }
  },
};

/** What the live rest on, every second and in every shop. */
const ALL_THE_TIME = [
  "taking in what came",
  "scoring who is due, with flips and tags",
  "scoring some after midnight, when everybody is due",
  "building a segment",
];

/** What is about a whole shop, done once for all the batches after it. */
const OF_EVERYBODY = [
  // A new day's benchmarks are of everybody's orders, page by page: one is most of this shop.
  /^SELECT max\(profile_id\) AS last FROM/,
  /AND buyer\.profile_id > \$2 AND buyer\.profile_id <= \$3 AND placed\.placed_at < \$4$/,
  // By them everybody is due: by the numbers in the index.
  /^WITH earlier AS MATERIALIZED \(\s*SELECT range_id FROM due_range/,
  // Of its ranges one, which is as long as a batch of a worker or two.
  /^SELECT profile_id AS "profileId" FROM profile\s+WHERE shop_id = \$1 AND profile_id BETWEEN /,
  // How many a build has before it.
  /^INSERT INTO segment_build /,
];

const isOfMore = ({ rows, scans }: Done): boolean =>
  scans.some((scan) => large.has(scan.table) && isWasteful(scan, rows));

/**
 * A shop that has grown since PostgreSQL last looked, and any shop among those of which it notes nothing by itself, seems to have
 * a few rows: to read all of them looks cheaper than to look up some.
 */
describe.each([
  { what: "a shop that PostgreSQL knows", isUnknown: false, work: Object.keys(WORK) },
  { what: "a shop that PostgreSQL takes for a small one", isUnknown: true, work: ALL_THE_TIME },
])("in $what", ({ isUnknown, work }) => {
  const database = useDatabase();

  beforeAll(async () => {
    owner = createPool({ connectionString: database.url, max: 4 });
    pool = createScopedPool({ connectionString: tellingPlans(database.url), max: 4 });
    take = hearPlans(pool);
    const of = { seed: 2, copies: 500, now: NOW };
    // What is expected of people is read of more tables than what they did.
    const measured = { now: NOW, stopwatch: () => 0, peakBytes: () => 0 };
    shopId = await fillLargeShop(owner, SHOP, {
      ...of,
      beforeCopies: (id) => fitPredictions({ pool: owner, shopId: id, ...measured }),
    });
    await fillOutboxes(owner, { shopId, now: NOW });
    large = await findLargeTables(owner, 5000);
    if (isUnknown) await forgetStatistics(owner);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
  });

  test("the tables that are asked are large", () => {
    for (const table of ["profile", "fact", "signal_slot", "identity", "customer_order"])
      expect(large, table).toContain(`public.${table}`);
  });

  if (!isUnknown)
    test.each([
      ["read whole and thrown away", "SELECT FROM fact WHERE shop_id = $1 AND value = -1"],
      ["read whole for a number", "SELECT count(*) FROM profile WHERE shop_id = $1"],
      [
        "read by an index whose rows are thrown away",
        "SELECT FROM fact WHERE shop_id = $1 AND identity_id > 0 AND occurred_at > now()",
      ],
      [
        "joined whole to a few",
        `SELECT signal FROM unnest('{1,2,3}'::bigint[]) AS few(id) JOIN (SELECT * FROM signal_slot OFFSET 0) AS slot
       ON identity_id = id WHERE shop_id = $1`,
      ],
    ])("a table %s is found", async (_, text) => {
      take();
      await workFor(shopId, () => pool.query(text, [shopId]));
      expect(take().filter(isOfMore)).toMatchObject([{ text }]);
    });

  test.each(work)("%s reads little more than what it is about", async (name) => {
    take();
    await workFor(shopId, () => WORK[name]?.());
    const done = take();
    expect(done.length).toBeGreaterThan(0);
    const isKnown = ({ text }: Done): boolean => OF_EVERYBODY.some((known) => known.test(text));
    expect(done.filter((statement) => isOfMore(statement) && !isKnown(statement))).toEqual([]);
  });
});
