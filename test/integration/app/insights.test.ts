import fc from "fast-check";
import { expect, test } from "vitest";
import { findInsight } from "../../../app/db/insights/insights.ts";
import type { InsightName, InsightValues } from "../../../app/db/insights/insight-values.ts";
import { eraseShop } from "../../../app/db/redaction.ts";
import { CHANNEL_SIGNALS } from "../../../app/services/insights/channel-signals.ts";
import { FUNNEL_DEPTHS } from "../../../app/services/insights/funnel-depths.ts";
import { keepInsights } from "../../../app/services/insights/keep-insights.ts";
import { useAppPool } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import {
  anyFacts,
  INSIGHT_NOW as NOW,
  storeFacts,
  type InsightFacts,
} from "../../support/insight-facts.ts";
import "../../support/property-seed.ts";

const DAY_MS = 86_400_000;
const TODAY = Math.floor(NOW / DAY_MS);
const app = useAppPool();

const keep = (shopId: number, now = NOW) =>
  keepInsights({ pool: app.pool, shopId, now, stopwatch: () => 0 });

async function valuesOf<Name extends InsightName>(
  shopId: number,
  name: Name,
): Promise<InsightValues[Name]> {
  const kept = await findInsight(app.pool, shopId, name);
  if (kept === null) throw new Error(`${name} was not computed`);
  return kept.values;
}

/** Checks a figure of generated shops against one that is counted row by row. */
const checkAll = (check: (facts: InsightFacts, shopId: number) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      const shopId = await storeFacts(app.pool, facts);
      await keep(shopId);
      await check(facts, shopId);
    }),
    { numRuns: 12 },
  );

const counted = (facts: InsightFacts) =>
  facts.orders
    .filter(({ isCancelled, isTest, at }) => !isCancelled && !isTest && at <= NOW)
    .map((order, index) => ({ ...order, index, net: Math.max(0, order.minor - order.refunded) }));

/** The calendar day of an instant in a zone, counted from 1970. */
function localDay(at: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / DAY_MS;
}

test("a day's funnel is what each person of that day did at most", async () => {
  await checkAll(async (facts, shopId) => {
    const today = localDay(NOW, facts.timezone);
    const days = new Map<number, Map<number, number[]>>();
    for (const { profile, signal, at } of facts.slots) {
      const depth = FUNNEL_DEPTHS.find((step) => step.signal === signal)?.depth;
      const day = localDay(at, facts.timezone);
      if (depth === undefined || day >= today || day < today - 366) continue;
      const people = days.get(day) ?? new Map<number, number[]>();
      people.set(profile, [...(people.get(profile) ?? []), depth]);
      days.set(day, people);
    }
    const expected = [...days].map(([day, people]) => {
      const seen = [...people.values()].filter((depths) => Math.min(...depths) < 4);
      const reached = (least: number) => seen.filter((d) => Math.max(...d) >= least).length;
      return [day, seen.length, reached(2), reached(3), reached(4), people.size - seen.length];
    });
    const { rows } = await app.pool.query(
      `SELECT day, looked, carted, checked_out, ordered, ordered_unseen FROM funnel_day
       WHERE shop_id = $1 AND looked + ordered_unseen > 0 ORDER BY day`,
      [shopId],
    );
    expect(rows.map((row) => Object.values(row))).toEqual(
      expected.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    );
    expect(await count(app.pool, "FROM funnel_day WHERE shop_id = $1", [shopId])).toBe(366);
  });
});

test("cohorts are the customers by their first month, and who came back in each month since", async () => {
  await checkAll(async (facts, shopId) => {
    const monthOf = (at: number): number => {
      const [year = 0, month = 0] = new Date(localDay(at, facts.timezone) * DAY_MS)
        .toISOString()
        .split("-")
        .map(Number);
      return year * 12 + month - 1;
    };
    const people = [...Map.groupBy(counted(facts), ({ customer }) => customer).values()].map(
      (orders) => orders.map(({ at }) => monthOf(at)).toSorted((a, b) => a - b),
    );
    const now = monthOf(NOW);
    const { cells } = await valuesOf(shopId, "retention");
    const cohorts = [...new Set(people.map((months) => months[0] ?? 0))].filter(
      (month) => month > now - 13,
    );
    expect(cells).toHaveLength(cohorts.reduce((sum, cohort) => sum + now - cohort + 1, 0));
    for (const { cohort, age, customers, repeated } of cells) {
      const month = Number(cohort.slice(0, 4)) * 12 + Number(cohort.slice(5)) - 1;
      const members = people.filter((months) => months[0] === month);
      expect(customers).toBe(members.filter((months) => months.includes(month + age)).length);
      expect(repeated).toBe(
        members.filter((months) => (months[1] ?? Infinity) <= month + age).length,
      );
    }
  });
});

test("a channel's answers, and the orders within seven days after them, are counted once each", async () => {
  await checkAll(async (facts, shopId) => {
    const { spans } = await valuesOf(shopId, "channels");
    for (const { days, channels } of spans) {
      const answers = new Map<string, { profile: number; at: number; visits: number }>();
      for (const { profile, signal, at } of facts.slots.toSorted((a, b) => a.at - b.at)) {
        const told = CHANNEL_SIGNALS.find((one) => one.signal === signal);
        const day = Math.floor(at / DAY_MS);
        if (!told || profile > facts.customers || day >= TODAY - 7 || day < TODAY - 7 - days)
          continue;
        const key = `${told.channel} ${profile} ${day}`;
        const answer = answers.get(key) ?? { profile, at, visits: 0 };
        answers.set(key, { ...answer, visits: answer.visits + Number(told.isVisit) });
      }
      const expected = [...Map.groupBy(answers, ([key]) => key.split(" ")[0] ?? "")].map(
        ([channel, own]) => {
          const followed = own.flatMap(([key, { profile, at }]) =>
            counted(facts)
              .filter(
                (order) =>
                  order.customer === profile && order.at > at && order.at <= at + 7 * DAY_MS,
              )
              .filter((order) => order.at <= TODAY * DAY_MS)
              .map((order) => ({ key, profile, order })),
          );
          const orders = new Map(followed.map(({ order }) => [order.index, order.net]));
          return {
            channel,
            visits: own.reduce((sum, [, { visits }]) => sum + visits, 0),
            answers: own.length,
            answersWithOrder: new Set(followed.map(({ key }) => key)).size,
            customers: new Set(own.map(([, { profile }]) => profile)).size,
            customersWithOrder: new Set(followed.map(({ profile }) => profile)).size,
            orders: orders.size,
            revenueMinor: [...orders.values()].reduce((sum, net) => sum + net, 0),
          };
        },
      );
      expect(channels).toEqual(expected.toSorted((a, b) => (a.channel < b.channel ? -1 : 1)));
    }
  });
});

test("customers are in their bands day by day, and what they bought since is theirs", async () => {
  const bandOf = (points: number | null): number =>
    points === null ? 5 : Math.min(4, Math.floor(points / 20));
  await checkAll(async (facts, shopId) => {
    const known = facts.scores.filter(({ profile }) => profile <= facts.customers);
    const { days, total } = await valuesOf(shopId, "scores");
    expect(total).toBe(facts.customers);
    for (const { day, bands } of days) {
      const then = known.filter(({ daysAgo }) => TODAY - daysAgo === day);
      expect(bands.behavior).toEqual(
        [0, 1, 2, 3, 4, 5].map(
          (band) => then.filter(({ points }) => bandOf(points) === band).length,
        ),
      );
      expect(bands.value).toEqual([0, 0, 0, 0, 0, then.length]);
    }
    const { scores, day } = await valuesOf(shopId, "bands");
    expect(day).toBe(TODAY - 31);
    for (const [band, outcome] of scores.engagement.entries()) {
      const then = known.filter(({ daysAgo, points }) => daysAgo === 31 && bandOf(points) === band);
      const bought = then.map(({ profile }) =>
        counted(facts).filter(
          ({ customer, at }) =>
            customer === profile && at > (TODAY - 30) * DAY_MS && at <= TODAY * DAY_MS,
        ),
      );
      const spent = bought.map((orders) => orders.reduce((sum, { net }) => sum + net, 0));
      expect(outcome).toEqual({
        customers: then.length,
        buyers: bought.filter((orders) => orders.length > 0).length,
        orders: bought.flat().length,
        revenueMinor: spent.reduce((sum, minor) => sum + minor, 0),
        revenueSquared: spent.reduce((sum, minor) => sum + minor ** 2, 0),
      });
    }
  });
});

const EMPTY: InsightFacts = {
  timezone: "America/New_York",
  customers: 1,
  visitors: 0,
  slots: [],
  orders: [],
  scores: [],
};

test("figures are computed once a day, soon after the shop's midnight; what comes late is counted then", async () => {
  const looked = { profile: 1, signal: "product_viewed", at: NOW - 3 * DAY_MS };
  const shopId = await storeFacts(app.pool, { ...EMPTY, slots: [looked] });
  // Without groups there is nothing that the history could tell: it stands at its beginning.
  await app.pool.query("UPDATE benchmark SET day = 10, history_from = 11 WHERE shop_id = $1", [
    shopId,
  ]);
  expect(await keep(shopId)).toMatchObject({
    outcome: "kept",
    computed: { length: 6 },
    waiting: [],
  });
  expect(await keep(shopId)).toEqual({ outcome: "kept", computed: [], waiting: [] });
  const { rows } = await app.pool.query<{ due: number }>(
    "SELECT DISTINCT due_at AS due FROM insight WHERE shop_id = $1",
    [shopId],
  );
  expect(rows).toEqual([{ due: Date.parse("2026-11-21T05:15:00Z") }]);

  const sum = "FROM funnel_day WHERE shop_id = $1 AND looked = 2";
  await app.pool.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id) VALUES ($1, 99, 'client', 'late', 99)`,
    [shopId],
  );
  await app.pool.query(
    `INSERT INTO signal_slot SELECT shop_id, 99, signal, trust, slot, count, value, first_at, last_at
     FROM signal_slot WHERE shop_id = $1`,
    [shopId],
  );
  await keep(shopId);
  expect(await count(app.pool, sum, [shopId])).toBe(0);
  await keep(shopId, NOW + DAY_MS);
  expect(await count(app.pool, sum, [shopId])).toBe(1);
});

test("groups wait until their history is told, and an erased shop keeps nothing", async () => {
  const shopId = await storeFacts(app.pool, EMPTY);
  await app.pool.query("UPDATE benchmark SET day = 10, history_from = 0 WHERE shop_id = $1", [
    shopId,
  ]);
  expect(await keep(shopId)).toMatchObject({ waiting: ["rfm"], computed: { length: 5 } });
  await eraseShop(app.pool, shopId);
  expect(await keep(shopId)).toEqual({ outcome: "unknown-shop" });
  const left =
    "FROM (SELECT shop_id FROM insight UNION ALL SELECT shop_id FROM funnel_day) AS kept WHERE shop_id = $1";
  expect(await count(app.pool, left, [shopId])).toBe(0);
});
