import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import type { DampenerRule, ScoringModel } from "../../../../app/pipeline/score/model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import type { Contribution } from "../../../../app/pipeline/score/scores.ts";
import type { SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyModel, concern } from "./any-model.ts";
import { anyRow, factsOf, NOW, row, shopOf } from "./facts.ts";

const benchmarks = shopOf([1000]);
const scoresOf = (rows: SlotRow[], model = DEFAULT_MODEL, asOf = NOW) =>
  scoreProfile({ facts: factsOf(rows), benchmarks, model, asOf });
const intentOf = (rows: SlotRow[], model = DEFAULT_MODEL, asOf = NOW) =>
  scoresOf(rows, model, asOf).intent;
const engagementOf = (rows: SlotRow[]) => scoresOf(rows).engagement.points;

const withoutDampeners = (model: ScoringModel): ScoringModel => ({
  ...model,
  intent: { ...model.intent, dampeners: {} },
  engagement: { ...model.engagement, dampeners: {} },
});

/** The default model in which taking something out of the cart is this. */
const withRemoval = (rule: Partial<DampenerRule>): ScoringModel => ({
  ...DEFAULT_MODEL,
  intent: {
    ...DEFAULT_MODEL.intent,
    dampeners: {
      product_removed_from_cart: { groups: ["cart"], share: 0.5, dailyCap: 5, ...rule },
    },
  },
});

const added = (at: number) => row("product_added_to_cart", at, { trust: "claimed" });
const removed = (at: number, rest: { count?: number; trust?: "signed" | "unsigned" } = {}) =>
  row("product_removed_from_cart", at, { trust: "claimed", ...rest });

test("A dampener takes its share, for good, of what its groups earned before it, and nothing of what comes after.", () => {
  const hour = HOUR_MS;
  const rows = [added(NOW - 3 * hour), removed(NOW - 2 * hour), added(NOW - hour)];
  const half = 36 * hour;
  for (const later of [0, hour, DAY_MS, 9 * DAY_MS]) {
    const at = NOW + later;
    const [first, second] = [3 * hour, hour].map((age) =>
      Math.round(toMicro(18) * 2 ** (-(age + later) / half)),
    );
    const kept = Math.round(toMicro(9) * 2 ** (-(3 * hour + later) / half));
    const { points, contributions } = intentOf(rows, DEFAULT_MODEL, at);
    expect(points).toBe(kept + (second ?? 0));
    const takenLeft = kept - (first ?? 0);
    expect(contributions).toMatchObject([
      { term: "product_added_to_cart", earned: toMicro(36), points: (first ?? 0) + (second ?? 0) },
      { term: "product_removed_from_cart", group: "cart", trust: "claimed", count: 1, counted: 1 },
    ]);
    expect(contributions[1]).toMatchObject({
      earned: toMicro(-9),
      decayed: takenLeft,
      points: takenLeft,
    });
  }
  // Other groups stand as they stood.
  const looked = [row("product_viewed", NOW - 3 * hour), removed(NOW)];
  expect(intentOf(looked)).toEqual(intentOf(looked.slice(0, 1)));
});

test("Every occurrence takes its share of what the earlier ones left, as many a day as the daily cap allows.", () => {
  const rows = (count: number) => [added(NOW - HOUR_MS), removed(NOW, { count })];
  const points = [0, 1, 2, 5, 6].map(
    (count) => intentOf(count === 0 ? rows(1).slice(0, 1) : rows(count)).points,
  );
  const whole = toMicro(18) * 2 ** (-1 / 36);
  const wanted = [1, 1 / 2, 1 / 4, 1 / 32, 1 / 32].map((part) => whole * part);
  points.forEach((found, index) => {
    expect(Math.abs((found ?? 0) - (wanted[index] ?? 0))).toBeLessThanOrEqual(1);
  });
});

test("Within one quarter of an hour a dampener takes from what began no later than its last occurrence.", () => {
  const at = (minutes: number) => NOW + minutes * MINUTE_MS;
  const before = intentOf([added(at(1)), removed(at(5))], DEFAULT_MODEL, at(10)).points;
  const after = intentOf([added(at(6)), removed(at(5))], DEFAULT_MODEL, at(10)).points;
  expect(after).toBe(2 * (before ?? 0));
});

test("A dampener with a reach takes nothing from what happened longer before it.", () => {
  const model = withRemoval({ share: 1, reachMs: HOUR_MS });
  const quarter = 15 * MINUTE_MS;
  const old = added(NOW - HOUR_MS);
  expect(intentOf([old, removed(NOW)], model)).toEqual(intentOf([old], model));
  expect(intentOf([added(NOW - HOUR_MS + quarter), removed(NOW)], model).points).toBe(0);
});

test("What is less trusted takes nothing from what is more trusted.", () => {
  const trusts = ["signed", "claimed", "unsigned"] as const;
  trusts.forEach((dampener, rank) => {
    trusts.forEach((earner, other) => {
      const rows = [
        row("product_added_to_cart", NOW - HOUR_MS, { trust: earner }),
        row("product_removed_from_cart", NOW, { trust: dampener }),
      ];
      const isLess = (intentOf(rows).points ?? 0) < (intentOf(rows.slice(0, 1)).points ?? 0);
      expect(isLess).toBe(rank <= other);
    });
  });
});

test("The lines of what was earned say what the score would be without dampeners, and their own lines the difference.", () => {
  let dampened = 0;
  const rows = fc.array(anyRow({ days: 20 }), { minLength: 20, maxLength: 40 });
  const anyCase = fc.record({ facts: rows.map((list) => factsOf(list)), model: anyModel() });
  fc.assert(
    fc.property(anyCase, ({ facts: any, model }) => {
      const facts = concern(any, model);
      const question = { facts, benchmarks, asOf: NOW };
      const scores = scoreProfile({ ...question, model });
      const without = scoreProfile({ ...question, model: withoutDampeners(model) });
      for (const name of ["intent", "engagement"] as const) {
        const isEarned = (line: Contribution) => line.earned >= 0;
        const taken = scores[name].contributions.filter((line) => !isEarned(line));
        expect(scores[name].contributions.filter(isEarned)).toEqual(without[name].contributions);
        const difference = taken.reduce((sum, line) => sum + line.points, 0);
        expect((scores[name].points ?? 0) - (without[name].points ?? 0)).toBe(difference);
        if (taken.length > 0) dampened += 1;
      }
    }),
    { numRuns: 400 },
  );
  expect(dampened).toBeGreaterThan(100);
});

test("What a cap held back anyway is taken from nobody, and charged to nobody.", () => {
  // 72 points of product views under a cap of 36: the half that a dampener leaves still fills it.
  const rule: DampenerRule = { groups: ["product", "cart"], share: 0.5, dailyCap: 5 };
  const rows = [
    row("product_viewed", NOW, { count: 10 }),
    row("reviews_opened", NOW, { count: 3 }),
    added(NOW),
    removed(NOW, { trust: "signed" }),
  ];
  const lines = intentOf(rows, withRemoval(rule)).contributions.filter((line) => line.earned < 0);
  expect(lines).toMatchObject([
    { group: "product", decayed: toMicro(-36), points: 0 },
    { group: "cart", decayed: toMicro(-9), points: toMicro(-9) },
  ]);
});

test("A dampener alone is no evidence: the score stays unknown.", () => {
  const rows = [row("cart_emptied", NOW), row("email_unsubscribed", NOW)];
  const { intent, engagement } = scoresOf(rows);
  expect(intent).toMatchObject({ points: null, reason: "no-browsing-yet" });
  expect(engagement).toMatchObject({ points: null, reason: "no-activity-yet" });
});

test("An emptied cart leaves nothing of cart and checkout, and what was looked at stays.", () => {
  const before = NOW - HOUR_MS;
  const looks = [row("product_viewed", before, { count: 3 })];
  const rows = [
    ...looks,
    row("product_added_to_cart", before),
    row("cart_updated", before),
    row("checkout_started", before),
    row("cart_emptied", NOW),
  ];
  expect(intentOf(rows).points).toBe(intentOf(looks).points);
});

test("Unsubscribing from a channel halves what messages earned, a complaint takes three quarters of that and of visits, and orders stay.", () => {
  const before = NOW - DAY_MS;
  const clicked = engagementOf([row("email_clicked", before)]) ?? 0;
  const viewed = engagementOf([row("product_viewed", before)]) ?? 0;
  const ordered = engagementOf([row("order_placed", before)]) ?? 0;
  const rows = ["email_clicked", "product_viewed", "order_placed"] as const;
  const after = (signal: "email_unsubscribed" | "sms_unsubscribed" | "email_complained") =>
    engagementOf([...rows.map((name) => row(name, before)), row(signal, NOW)]) ?? 0;
  const near = (found: number, wanted: number) =>
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(2);
  near(after("email_unsubscribed"), clicked / 2 + viewed + ordered);
  near(after("sms_unsubscribed"), clicked / 2 + viewed + ordered);
  near(after("email_complained"), (clicked + viewed) / 4 + ordered);
});

test("A refund takes three tenths of what the orders of the 60 days before it earned.", () => {
  const refund = row("order_refunded", NOW);
  const points = (age: number, rows: SlotRow[] = []) =>
    engagementOf([row("order_placed", NOW - age * DAY_MS), ...rows]) ?? 0;
  expect(Math.abs(points(10, [refund]) - 0.7 * points(10))).toBeLessThanOrEqual(1);
  expect(points(60, [refund])).toBe(points(60));
});
