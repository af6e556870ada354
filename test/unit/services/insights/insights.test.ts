import fc from "fast-check";
import { expect, test } from "vitest";
import type { FunnelDay } from "../../../../app/db/insights/funnel-days.ts";
import { readInsightChoice } from "../../../../app/services/insights/insight-choice.ts";
import {
  judgeMaturity,
  MATURITY_LEVELS,
  type MaturityFacts,
} from "../../../../app/services/insights/judge-maturity.ts";
import { sumFunnel } from "../../../../app/services/insights/sum-funnel.ts";
import { doesScoreWork, tellBands } from "../../../../app/services/insights/tell-bands.ts";

const NOTHING: MaturityFacts = {
  hasHistory: false,
  hasOrders: false,
  isStorefrontAlive: false,
  channels: 0,
  orderers: 0,
  orderersSeen: 0,
  hasScores: false,
  isModelChosen: false,
  doesScoreWork: false,
  arePredictionsBelievable: false,
  segmentsWithMembers: 0,
  hasRecentMoves: false,
  predictiveSegments: 0,
  hasTagsWritten: false,
  outlets: 0,
  predictiveTags: 0,
  measuredBuyers: 0,
  hasHoldout: false,
};
const EVERYTHING = Object.fromEntries(
  Object.entries(NOTHING).map(([name, value]) => [name, typeof value === "number" ? 10 : true]),
) as unknown as MaturityFacts;

const anyFacts = fc
  .record(
    Object.fromEntries(
      Object.entries(NOTHING).map(([name, value]) => [
        name,
        typeof value === "number" ? fc.nat(5) : fc.boolean(),
      ]),
    ),
  )
  .map((facts) => facts as unknown as MaturityFacts);

const levelsOf = (facts: MaturityFacts) =>
  Object.fromEntries(judgeMaturity(facts).map(({ area, level }) => [area, level]));

test("a shop without anything has no level, and one with everything the highest, with nothing left to do", () => {
  expect(new Set(Object.values(levelsOf(NOTHING)))).toEqual(new Set([null]));
  expect(new Set(Object.values(levelsOf(EVERYTHING)))).toEqual(new Set(["predictive"]));
  expect(judgeMaturity(EVERYTHING).every(({ next }) => next === null)).toBe(true);
  expect(judgeMaturity(NOTHING).map(({ next }) => next)).toEqual([
    "history",
    "scores",
    "segment",
    "tags",
    "measured",
  ]);
});

test("a level stands on all below it", () => {
  expect(levelsOf({ ...EVERYTHING, hasScores: false })["scoring"]).toBeNull();
  expect(levelsOf({ ...EVERYTHING, isModelChosen: false })["scoring"]).toBe("basic");
  expect(levelsOf({ ...EVERYTHING, hasHoldout: false })["impact"]).toBe("scalable");
  expect(levelsOf({ ...EVERYTHING, orderers: 10, orderersSeen: 4 })["data"]).toBe("scalable");
});

test("the next step is the first thing of the lowest level that is not reached, and more facts never lower a level", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      for (const { level, criteria, next } of judgeMaturity(facts)) {
        const reached = level === null ? -1 : MATURITY_LEVELS.indexOf(level);
        const missing = criteria.find(({ isMet }) => !isMet);
        expect(next).toBe(missing?.name ?? null);
        if (missing) expect(MATURITY_LEVELS.indexOf(missing.level)).toBe(reached + 1);
      }
      const before = judgeMaturity({ ...facts, orderersSeen: 0, hasScores: false, outlets: 0 });
      const rank = (level: (typeof MATURITY_LEVELS)[number] | null): number =>
        level === null ? -1 : MATURITY_LEVELS.indexOf(level);
      judgeMaturity(facts).forEach(({ level }, area) =>
        expect(rank(level)).toBeGreaterThanOrEqual(rank(before[area]?.level ?? null)),
      );
    }),
  );
});

const day = (number: number, looked: number): FunnelDay => ({
  day: number,
  looked,
  carted: Math.floor(looked / 2),
  checkedOut: Math.floor(looked / 4),
  ordered: Math.floor(looked / 8),
  orderedUnseen: 1,
});

test("a funnel adds up its period, and the one before where visits were seen in it from its first week on", () => {
  const days = Array.from({ length: 60 }, (_, index) => day(index + 1, 8));
  const { steps, ...rest } = sumFunnel(days, { day: 60, days: 30 });
  expect(rest).toEqual({ fromDay: 31, toDay: 60, orderedUnseen: 30 });
  expect(steps).toEqual([
    { step: "looked", count: 240, before: 240 },
    { step: "carted", count: 120, before: 120 },
    { step: "checkedOut", count: 60, before: 60 },
    { step: "ordered", count: 30, before: 30 },
  ]);
  const young = days.map((each) => (each.day < 9 ? day(each.day, 0) : each));
  expect(sumFunnel(young, { day: 60, days: 30 }).steps[0]).toEqual({
    step: "looked",
    count: 240,
    before: null,
  });
  expect(sumFunnel([], { day: 60, days: 30 }).steps.map(({ count }) => count)).toEqual([
    0, 0, 0, 0,
  ]);
});

const band = (customers: number, buyers: number, spent: readonly number[] = []) => ({
  customers,
  buyers,
  orders: buyers,
  revenueMinor: spent.reduce((sum, minor) => sum + minor, 0),
  revenueSquared: spent.reduce((sum, minor) => sum + minor ** 2, 0),
});

test("a band's numbers have intervals that hold them and narrow with customers", () => {
  const spent = [0, 0, 500, 1500];
  const [small, many, empty] = tellBands([
    band(4, 2, spent),
    band(400, 200, Array.from({ length: 100 }, () => spent).flat()),
    band(0, 0),
  ]);
  expect(small?.mean).toBe(500);
  expect(small?.rate).toBe(0.5);
  for (const one of [small, many]) {
    expect(one?.rateRange.low).toBeLessThan(0.5);
    expect(one?.rateRange.high).toBeGreaterThan(0.5);
    expect(one?.meanRange.low).toBeLessThan(500);
    expect(one?.meanRange.high).toBeGreaterThan(500);
  }
  const width = (range: { low: number; high: number } | undefined) =>
    (range?.high ?? 0) - (range?.low ?? 0);
  expect(width(many?.rateRange)).toBeLessThan(width(small?.rateRange));
  // Sums of squares give the deviation: 612.37… of these four.
  expect(width(many?.meanRange)).toBeCloseTo((2 * 1.96 * 612.372_435_7) / 20, 5);
  expect([empty?.rate, empty?.mean]).toEqual([null, null]);
});

test("a score works where its highest band bought more often than its lowest beyond chance", () => {
  const bands = (lowest: [number, number], highest: [number, number]) => [
    band(...lowest),
    band(0, 0),
    band(50, 5),
    band(0, 0),
    band(...highest),
    band(1000, 900),
  ];
  expect(doesScoreWork(bands([1000, 20], [200, 60]))).toBe(true);
  expect(doesScoreWork(bands([1000, 20], [3, 1]))).toBe(false);
  expect(doesScoreWork(bands([200, 60], [1000, 20]))).toBe(false);
  expect(doesScoreWork([band(500, 400), ...Array.from({ length: 5 }, () => band(0, 0))])).toBe(
    false,
  );
  expect(doesScoreWork([])).toBe(false);
});

test("an address that makes no sense shows the first choice", () => {
  const read = (query: string) => readInsightChoice(new URLSearchParams(query));
  const first = { tab: "funnel", days: 30, span: 30, score: "behavior", cohorts: "repeated" };
  expect(read("")).toEqual(first);
  expect(read("tab=x&days=31&span=all&score=luck&cohorts=")).toEqual(first);
  expect(read("tab=scores&score=intent&days=90")).toEqual({
    ...first,
    tab: "scores",
    score: "intent",
    days: 90,
  });
});
