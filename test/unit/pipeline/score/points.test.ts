import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { MAX_SCORE, toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import type { ScoringModel } from "../../../../app/pipeline/score/model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { SCORE_NAMES } from "../../../../app/pipeline/score/scores.ts";
import type { Contribution, Score } from "../../../../app/pipeline/score/scores.ts";
import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import type { Trust } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, slotStart } from "../../../../app/pipeline/shared/time.ts";
import { anyModel, concern } from "./any-model.ts";
import { anyBenchmarks, anyFacts, factsOf, NOW, order, row, shopOf } from "./facts.ts";

const benchmarks = shopOf([1000, 2000, 3000]);
const score = (facts: ProfileFacts, asOf = NOW, model: ScoringModel = DEFAULT_MODEL) =>
  scoreProfile({ facts, benchmarks, model, asOf });
const pointsOf = (lines: readonly Contribution[], trust?: Trust): number =>
  lines
    .filter((line) => trust === undefined || line.trust === trust)
    .reduce((sum, line) => sum + line.points, 0);

const anyCase = fc
  .record({
    facts: anyFacts(true),
    benchmarks: anyBenchmarks,
    model: fc.oneof(fc.constant(DEFAULT_MODEL), anyModel()),
  })
  .map((input) => ({ ...input, facts: concern(input.facts, input.model) }));

function forAnyScore(check: (score: Score) => void): void {
  fc.assert(
    fc.property(anyCase, (input) => {
      const scores = scoreProfile({ ...input, asOf: NOW });
      for (const name of SCORE_NAMES) check(scores[name]);
    }),
  );
}

test("Points are whole millionths of a point, and every score lies between 0 and 100 points.", () => {
  forAnyScore(({ points, contributions }) => {
    if (points === null) return;
    expect(Number.isInteger(points)).toBe(true);
    expect(points).toBeGreaterThanOrEqual(0);
    expect(points).toBeLessThanOrEqual(MAX_SCORE);
    expect(contributions.every((line) => Number.isInteger(line.points))).toBe(true);
  });
});

test("The contributions of a score add up to it exactly.", () => {
  forAnyScore(({ points, contributions }) => {
    expect(pointsOf(contributions)).toBe(points ?? 0);
    for (const line of contributions) {
      // A dampener's numbers of points lie below zero as those of all others lie above.
      const sign = Math.sign(line.earned);
      expect(line.points * sign).toBeGreaterThanOrEqual(0);
      expect(line.points * sign).toBeLessThanOrEqual(line.decayed * sign);
      expect(line.decayed * sign).toBeLessThanOrEqual(line.earned * sign);
      expect(line.counted).toBeLessThanOrEqual(line.count);
    }
  });
});

test("No facts make a score infinite or not a number.", () => {
  forAnyScore(({ points, contributions }) => {
    const numbers = contributions.flatMap((line) => [
      line.count,
      line.counted,
      line.earned,
      line.decayed,
      line.points,
    ]);
    expect([points ?? 0, ...numbers].every(Number.isFinite)).toBe(true);
  });
});

test("A score without any evidence is unknown, which is not zero.", () => {
  const scores = score(factsOf([]));
  expect(scores.intent).toEqual({ points: null, reason: "no-browsing-yet", contributions: [] });
  expect(scores.engagement).toMatchObject({ points: null, reason: "no-activity-yet" });
  expect(scores.value).toMatchObject({ points: null, reason: "no-orders-yet" });
  expect(scores.behavior).toMatchObject({ points: null, reason: "nothing-known-yet" });
});

test("A score whose points have all decayed is zero, which is known.", () => {
  const { intent } = score(factsOf([row("page_viewed", NOW - 400 * DAY_MS)]));
  expect(intent).toEqual({ points: 0, contributions: [] });
});

test("A signal counts at most its daily cap in one UTC day, the earliest quarter of an hour first.", () => {
  const day = NOW - (NOW % DAY_MS);
  const rows = [
    row("product_viewed", day + 9 * HOUR_MS, { count: 6, trust: "claimed" }),
    row("product_viewed", day, { count: 7, trust: "claimed" }),
    row("product_viewed", day - 1, { count: 99, trust: "claimed" }),
  ];
  const [line] = score(factsOf(rows)).intent.contributions;
  expect(line).toMatchObject({ count: 112, counted: 20, earned: toMicro(20 * 6) });

  const onlyEarly = score(factsOf(rows.slice(1, 2))).intent.contributions[0]?.decayed ?? 0;
  const today = score(factsOf(rows.slice(0, 2))).intent.contributions[0]?.decayed ?? 0;
  const threeAt9 = toMicro(3 * 6) * 2 ** (-(NOW - day - 9 * HOUR_MS) / DAY_MS);
  expect(today - onlyEarly).toBe(Math.round(threeAt9));
});

test("The points of a quarter of an hour halve with every half-life since its beginning.", () => {
  const at = NOW + 14 * MINUTE_MS;
  const { halfLifeMs = 0, weight = 0 } = DEFAULT_MODEL.intent.signals.search_submitted ?? {};
  for (const [halfLives, left] of [
    [0, 1],
    [1, 0.5],
    [2, 0.25],
  ] as const) {
    const { intent } = score(factsOf([row("search_submitted", at)]), NOW + halfLives * halfLifeMs);
    expect(intent.points).toBe(toMicro(weight * left));
  }
});

test("A group gives at most its cap.", () => {
  fc.assert(
    fc.property(anyCase, (input) => {
      const { intent } = scoreProfile({ ...input, asOf: NOW });
      for (const [group, cap] of Object.entries(input.model.intent.groupCaps)) {
        const lines = intent.contributions.filter((line) => line.group === group);
        expect(pointsOf(lines)).toBeLessThanOrEqual(toMicro(cap));
      }
    }),
  );
  const { intent } = score(factsOf([row("product_viewed", NOW, { count: 9 })]));
  expect(intent.points).toBe(toMicro(36));
});

test("What Shopify did not sign itself gives at most 70 points of a score, and what is unsigned at most 40 of them.", () => {
  forAnyScore(({ contributions }) =>
    expect(pointsOf(contributions)).toBeLessThanOrEqual(MAX_SCORE),
  );
  fc.assert(
    fc.property(anyFacts(), (facts) => {
      for (const name of ["intent", "engagement"] as const) {
        const { contributions } = score(facts)[name];
        const unsigned = pointsOf(contributions, "unsigned");
        expect(unsigned).toBeLessThanOrEqual(toMicro(40));
        expect(unsigned + pointsOf(contributions, "claimed")).toBeLessThanOrEqual(toMicro(70));
      }
    }),
  );
  const all = (trust: Trust) =>
    factsOf([
      row("product_viewed", NOW, { count: 10, trust }),
      row("product_added_to_cart", NOW, { count: 5, trust }),
      row("checkout_started", NOW, { count: 3, trust }),
    ]);
  expect(score(all("signed")).intent.points).toBe(MAX_SCORE);
  expect(score(all("claimed")).intent.points).toBe(toMicro(70));
  expect(score(all("unsigned")).intent.points).toBe(toMicro(40));
});

test("What is more trusted fills a cap first, and within one level of trust a cap takes from each in proportion.", () => {
  const rows = [
    row("product_added_to_cart", NOW, { count: 2, trust: "claimed" }),
    row("cart_viewed", NOW, { count: 3, trust: "claimed" }),
    row("cart_updated", NOW, { count: 2, trust: "signed" }),
  ];
  const lines = score(factsOf(rows)).intent.contributions;
  const points = Object.fromEntries(lines.map((line) => [line.term, line.points]));
  // 16 signed points come first; 36 + 12 claimed ones share the 19 that are left of the cap of 35.
  expect(points).toEqual({
    cart_updated: toMicro(16),
    product_added_to_cart: toMicro((19 * 36) / 48),
    cart_viewed: toMicro((19 * 12) / 48),
  });
});

test("The order in which facts are read changes no score.", () => {
  fc.assert(
    fc.property(anyFacts(true), anyBenchmarks, fc.infiniteStream(fc.nat()), (facts, shop, keys) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const other = { rows: shuffled(facts.rows), orders: shuffled(facts.orders) };
      const ask = (asked: ProfileFacts) =>
        scoreProfile({ facts: asked, benchmarks: shop, model: DEFAULT_MODEL, asOf: NOW });
      expect(ask(other)).toEqual(ask(facts));
    }),
  );
});

test("A person known by several ids has the score of one person with all their rows.", () => {
  fc.assert(
    fc.property(anyFacts(), fc.integer({ min: 1, max: 59 }), (facts, share) => {
      // Every row that can be is torn in two, as if two ids had each seen a part of it.
      const torn = facts.rows.flatMap((whole) => {
        const part = Math.min(share, whole.count - 1);
        if (part === 0) return [whole];
        return [
          { ...whole, count: whole.count - part },
          { ...whole, count: part, firstAt: whole.lastAt },
        ];
      });
      expect(score({ ...facts, rows: torn })).toEqual(score(facts));
    }),
  );
});

test("What happened after the instant asked for counts nothing, to the quarter of an hour for signals and to the millisecond for orders.", () => {
  const past = NOW - 3 * DAY_MS - 7 * MINUTE_MS;
  fc.assert(
    fc.property(anyFacts(true), (facts) => {
      const known = {
        rows: facts.rows.filter((line) => slotStart(line.slot) <= past),
        orders: facts.orders
          .filter((line) => line.placedAt <= past)
          .map((line) => ({
            ...line,
            cancelledAt:
              line.cancelledAt !== null && line.cancelledAt <= past ? line.cancelledAt : null,
            refunds: line.refunds.filter((refund) => refund.refundedAt <= past),
          })),
      };
      expect(score(facts, past)).toEqual(score(known, past));
    }),
  );
  const facts = factsOf([row("page_viewed", NOW)], [order(NOW, 500)]);
  expect(score(facts, NOW - 1)).toMatchObject({
    intent: { points: null },
    value: { points: null },
  });
  expect(score(facts, NOW).value.points).not.toBeNull();
});

test("While nothing happens no score rises.", () => {
  const later = fc.array(fc.integer({ min: 1, max: 40 * DAY_MS }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(anyCase, later, ({ facts: any, ...input }, steps) => {
      const facts = {
        rows: any.rows.filter((line) => slotStart(line.slot) <= NOW),
        orders: any.orders,
      };
      const instants = [0, 1, ...steps.sort((a, b) => a - b)].map((step) => NOW + step);
      const scores = instants.map((asOf) => scoreProfile({ ...input, facts, asOf }));
      for (const name of SCORE_NAMES) {
        const points = scores.map((at) => at[name].points ?? 0);
        expect(points).toEqual([...points].sort((a, b) => b - a));
      }
    }),
    { numRuns: 300 },
  );
});
