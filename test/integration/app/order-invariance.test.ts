import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { explainScores } from "../../../app/services/explain-scores.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { keepRfmHistory } from "../../../app/services/keep-rfm-history.ts";
import { ingestShop } from "../../../app/services/ingest-shop.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { dayEnd } from "../../../app/pipeline/score/score-history.ts";
import { SCORE_NAMES, type ScoreName } from "../../../app/pipeline/score/scores.ts";
import { dayOf } from "../../../app/pipeline/shared/time.ts";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { addShop, ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { simulateDeliveries, type Delivery } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import {
  readConclusions,
  readFacts,
  readHistory,
  readScores,
  type Snapshot,
} from "../../support/app-snapshot.ts";
import "../../support/property-seed.ts";
import { rebuildScores } from "../../support/rebuild-scores.ts";

const app = useAppPool();
const END = Date.parse("2026-11-20T15:00:00Z");
const DAYS = 60;
const START = END - DAYS * 24 * 3_600_000;

interface Sent {
  delivery: Delivery;
  id?: string;
}

let runs = 0;

/**
 * Lets the app of an own shop take deliveries in this order, working now and then in between.
 * @param work.maxBatches the most at a time in each of as many equal stretches of what is sent
 */
async function live(
  sent: Sent[],
  work: { seed: number; maxBatches: number[]; scoreChance: number },
): Promise<{
  shopId: number;
  conclusions: Snapshot;
  facts: Snapshot;
  scores: Snapshot;
  history: Snapshot;
  past: Awaited<ReturnType<typeof explainPast>>;
}> {
  const { pool } = app;
  runs += 1;
  const domain = `run-${runs}.myshopify.com`;
  const shopId = await addShop(pool, domain, { now: START });
  const random = createRandom(`work ${work.seed}`);
  for (let done = 0; done < sent.length;) {
    const stretch = Math.floor((done / sent.length) * work.maxBatches.length);
    const maxBatch = work.maxBatches[stretch] ?? 1;
    const size = random.between(1, maxBatch);
    const batch = sent.slice(done, done + size);
    // Some at a time, as the web process takes them.
    for (let at = 0; at < batch.length; at += 20) {
      await Promise.all(batch.slice(at, at + 20).map((entry) => deliver(pool, domain, entry)));
    }
    done += size;
    const now = START + Math.floor(((END - START) * Math.min(done, sent.length)) / sent.length);
    await ingestShop({ pool, shopId, now, limit: random.between(1, maxBatch) });
    if (random.chance(work.scoreChance)) {
      await scoreShop({ pool, shopId, now, limit: random.between(1, 40) });
      if (random.chance(0.3)) await keepRfmHistory({ pool, shopId });
    }
  }
  await ingestAll({ pool, shopId, now: END, limit: 97 });
  await scoreAll({ pool, shopId, now: END });
  await keepRfmHistory({ pool, shopId });
  const conclusions = await readConclusions(pool, shopId);
  const facts = await readFacts(pool, shopId);
  await makeAllProfilesDue(pool, shopId, END - 1);
  await scoreAll({ pool, shopId, now: END });
  expect(await readConclusions(pool, shopId)).toEqual(conclusions);
  const scores = await readScores(pool, shopId);
  const history = await readHistory(pool, shopId);
  return { shopId, conclusions, facts, scores, history, past: await explainPast(shopId) };
}

const DAY_MS = 24 * 3_600_000;

/** Instants of the past, in the middle of a day and at its end, when half of everything has happened and later. */
const PAST = [START + 30 * DAY_MS, END - 9 * DAY_MS - 1, END - DAY_MS, END - 3_600_000];

/** The ledgers of every third customer at these instants, in the order of both. */
async function explainPast(shopId: number) {
  const { rows } = await app.pool.query<{ customerId: string }>(
    `SELECT customer_id AS "customerId" FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL ORDER BY 1`,
    [shopId],
  );
  const customerIds = rows
    .map(({ customerId }) => customerId)
    .filter((_, index) => index % 3 === 0);
  const asked = PAST.flatMap((asOf) => customerIds.map((customerId) => ({ asOf, customerId })));
  return Promise.all(
    asked.map(async ({ asOf, customerId }) => {
      const answer = await explainScores({ pool: app.pool, shopId, customerId, asOf, now: END });
      if (answer.outcome !== "explained") throw new Error(`${customerId}: ${answer.outcome}`);
      return { customerId, scores: answer.scores };
    }),
  );
}

async function expectRebuilt(shopId: number): Promise<void> {
  const rebuilt = await rebuildTags({ pool: app.pool, shopId, asOf: END });
  const { rows } = await app.pool.query<{ customer_id: string; desired: string[] }>(
    "SELECT customer_id, desired FROM tag_state WHERE shop_id = $1 AND cardinality(desired) > 0",
    [shopId],
  );
  const live = rows.map((row): [string, string[]] => [row.customer_id, row.desired]);
  const tagged = [...rebuilt].filter(([, tags]) => tags.length > 0);
  expect(new Map(live)).toEqual(new Map(tagged));
  const ledgers = await rebuildScores({ pool: app.pool, shopId, instants: PAST });
  for (const { customerId, scores } of await explainPast(shopId)) {
    expect(ledgers[PAST.indexOf(scores.asOf)]?.get(customerId)).toEqual(scores);
  }
  await expectHistoryRebuilt(shopId);
}

type KeptScores = Record<ScoreName, number | null>;

/** Every kept day of every customer is the end of that day as the raw events alone have it. */
async function expectHistoryRebuilt(shopId: number): Promise<void> {
  const { rows } = await app.pool.query<KeptScores & { customerId: string; day: number }>(
    `SELECT customer_id AS "customerId", day, kept.intent, kept.engagement, kept.value, kept.behavior
     FROM score_history kept JOIN profile USING (shop_id, profile_id)
     WHERE shop_id = $1 AND customer_id IS NOT NULL`,
    [shopId],
  );
  const kept = new Map(rows.map((row) => [`${row.customerId} ${row.day}`, row]));
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(START) + index);
  const rebuilt = await rebuildScores({ pool: app.pool, shopId, instants: days.map(dayEnd) });
  const found = rebuilt.flatMap((scores, index) =>
    [...scores].map(([customerId, score]) => {
      const day = days[index] ?? 0;
      const row = kept.get(`${customerId} ${day}`);
      const told = SCORE_NAMES.map((name) => [score[name].points, row?.[name] ?? null]);
      return { customerId, day, told };
    }),
  );
  const differs = found.filter(({ told }) =>
    told.some(([expected, stored]) => expected !== stored),
  );
  expect(differs).toEqual([]);
}

const deliveries = simulateDeliveries({ seed: 11, customers: 40, endAt: END, days: DAYS });
let once: Awaited<ReturnType<typeof live>>;

beforeAll(async () => {
  once = await live(
    deliveries.map((delivery) => ({ delivery })),
    { seed: 0, maxBatches: [60], scoreChance: 0.8 },
  );
});

test("the deliveries are rich enough for the comparison to mean something", () => {
  const { conclusions, facts } = once;
  expect(deliveries.length).toBeGreaterThan(400);
  expect(
    new Set(deliveries.map((entry) => (entry.kind === "webhook" ? entry.topic : entry.kind))).size,
  ).toBe(27);
  expect(
    new Set(conclusions["memberships"]?.map((row) => JSON.stringify(row))).size,
  ).toBeGreaterThan(20);
  expect(conclusions["tags"]?.length).toBeGreaterThan(15);
  expect(facts["groups"]?.length).toBeGreaterThan(45);
  expect(facts["refunds"]?.length).toBeGreaterThan(10);
  expect(facts["priceChanges"]?.length).toBeGreaterThan(15);
  expect(facts["consents"]?.length).toBeGreaterThan(20);
  const known = once.past.filter(({ scores }) => scores.behavior.points !== null);
  expect(known.length).toBeGreaterThan(30);
  expect(once.history["history"]?.length).toBeGreaterThan(1000);
  expect(once.history["benchmarks"]?.length).toBe(DAYS + 1);
  expect(facts["edges"]).toContainEqual(expect.objectContaining({ reason: "merge" }));
});

test("any order, duplicates, and webhooks sent again under other ids end in the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.integer({ min: 1, max: 1_000_000 }),
        maxBatches: fc.array(fc.constantFrom(7, 60, 400), { minLength: 6, maxLength: 6 }),
        again: fc.double({ min: 0.2, max: 1, noNaN: true }),
      }),
      async ({ seed, maxBatches, again }) => {
        const random = createRandom(`order ${seed}`);
        const sent = deliveries.flatMap((delivery): Sent[] => [
          { delivery },
          { delivery },
          ...(delivery.kind === "webhook" && random.chance(again)
            ? [{ delivery, id: `${delivery.id} again` }]
            : []),
        ]);
        for (let index = sent.length - 1; index > 0; index -= 1) {
          const other = Math.floor(random.next() * (index + 1));
          const [a, b] = [sent[index], sent[other]];
          if (a && b) [sent[index], sent[other]] = [b, a];
        }
        const run = await live(sent, { seed, maxBatches, scoreChance: 0.3 });
        expect(run.facts).toEqual(once.facts);
        expect(run.scores).toEqual(once.scores);
        expect(run.past).toEqual(once.past);
        expect(run.history).toEqual(once.history);
        expect(run.conclusions).toEqual(once.conclusions);
        await expectRebuilt(run.shopId);
      },
    ),
    // A failed run is not made smaller: each takes seconds, and its seed is enough to see it again.
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);

test("the raw events alone, without a record, roll-up or score, ask for the same tags and give the same ledgers", async () => {
  await expectRebuilt(once.shopId);
});
