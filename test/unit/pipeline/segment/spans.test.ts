import { expect, test } from "vitest";
import type { Condition, Duration } from "../../../../app/pipeline/segment/condition-tree.ts";
import { outlookFrom } from "../../../../app/pipeline/segment/outlook.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  slotOf,
  slotStart,
} from "../../../../app/pipeline/shared/time.ts";
import { order, row } from "../score/facts.ts";
import { atLeast, isMet, judgeTold, orders, signals } from "./judged.ts";
import { EUROS } from "./situations.ts";

const placed = Date.UTC(2026, 2, 28, 20, 7);
const since = (comparison: "at-least" | "less-than", duration: Duration): Condition => ({
  kind: "since",
  moment: { kind: "last", of: orders() },
  comparison,
  duration,
});

test("A window of hours holds an order until exactly so long after it, and an event until so long after the beginning of its quarter of an hour.", () => {
  const window = { kind: "fixed", ms: 36 * HOUR_MS } as const;
  const told = { orders: [order(placed, 100)], rows: [row("product_viewed", placed)] };
  const leaves = placed + 36 * HOUR_MS;
  expect(isMet(atLeast(1, orders(), { window }), told, leaves - 1)).toBe(true);
  expect(isMet(atLeast(1, orders(), { window }), told, leaves)).toBe(false);
  const slotLeaves = slotStart(slotOf(placed)) + 36 * HOUR_MS;
  const viewed = atLeast(1, signals("product_viewed"), { window });
  expect(isMet(viewed, told, slotLeaves - 1)).toBe(true);
  expect(isMet(viewed, told, slotLeaves)).toBe(false);
});

test("A window of days holds today and the days before it, by the calendar of the shop's time zone.", () => {
  const told = { orders: [order(placed, 100)] };
  const inDays = (days: number) => atLeast(1, orders(), { window: { kind: "days", days } });
  // 28 March in Berlin; the 29th has 23 hours, and ends at 22:00 UTC.
  const [midnight, after] = [Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22)];
  expect(judgeTold(inDays(1), told, placed)).toMatchObject({ met: true, nextFlip: midnight });
  expect(isMet(inDays(1), told, midnight)).toBe(false);
  expect(judgeTold(inDays(2), told, midnight)).toMatchObject({ met: true, nextFlip: after });
  const utc = { ...told, shop: { ...EUROS, timeZone: "UTC" } };
  expect(judgeTold(inDays(1), utc, placed).nextFlip).toBe(Date.UTC(2026, 2, 29));
});

test("A duration of hours is over exactly so long after a moment, and one of days at the local midnight that ends the last of them.", () => {
  const told = { orders: [order(placed, 100)] };
  const hours = { kind: "fixed", ms: 5 * HOUR_MS } as const;
  const over = placed + 5 * HOUR_MS;
  expect(judgeTold(since("less-than", hours), told, over - 1).nextFlip).toBe(over);
  expect(isMet(since("at-least", hours), told, over)).toBe(true);
  const day = { kind: "days", days: 1 } as const;
  expect(judgeTold(since("less-than", day), told, placed).nextFlip).toBe(Date.UTC(2026, 2, 28, 23));
  expect(isMet(since("at-least", day), told, Date.UTC(2026, 2, 28, 23))).toBe(true);
});

test("A typical gap is the shop's, as of the last midnight of UTC, and of several durations the one counts that ends last.", () => {
  const told = { orders: [order(placed, 100)] };
  const gap = { kind: "typical-gaps", times: 0.5 } as const;
  // With so few orders the typical gap is 90 days.
  expect(isMet(since("at-least", gap), told, placed + 45 * DAY_MS)).toBe(true);
  expect(isMet(since("at-least", gap), told, placed + 45 * DAY_MS - 1)).toBe(false);
  const longest = { kind: "longest-of", of: [gap, { kind: "days", days: 60 }] } as const;
  expect(isMet(since("at-least", longest), told, placed + 45 * DAY_MS)).toBe(false);
  expect(isMet(since("at-least", longest), told, placed + 60 * DAY_MS)).toBe(true);
});

test("An expected order is less far than a duration that would end after it, and one that is past is less far than any.", () => {
  const chance = { value: 0.5, low: 0.4, high: 0.6, evidence: "fair" as const };
  const expected = placed + 10 * DAY_MS;
  const outlook = outlookFrom({
    customer: {
      ...{ asOf: placed, week: chance, month: chance, horizon: chance, horizonDays: 90 },
      ...{ churn: null, vipAscent: null },
      nextOrder: { low: placed, median: expected, high: null, evidence: "fair" },
      lifetimeValue: { months: 12, meanMinor: 1, lowMinor: 0, highMinor: 2, evidence: "fair" },
    },
    visitor: null,
  });
  const told = { person: personOf({ outlook }) };
  const near = (duration: Duration): Condition => ({
    kind: "next-order",
    comparison: "less-than",
    duration,
  });
  const twoHours = near({ kind: "fixed", ms: 2 * HOUR_MS });
  const flip = expected - 2 * HOUR_MS + 1;
  expect(judgeTold(twoHours, told, placed)).toMatchObject({ met: false, nextFlip: flip });
  expect(judgeTold(twoHours, told, flip)).toMatchObject({ met: true, nextFlip: null });
  const week = near({ kind: "days", days: 7 });
  // 7 April in Berlin, so from 1 April on: it begins at 22:00 UTC of 31 March.
  expect(judgeTold(week, told, placed).nextFlip).toBe(Date.UTC(2026, 2, 31, 22));
  expect(isMet(week, told, expected + DAY_MS)).toBe(true);
  expect(isMet(twoHours, {}, placed)).toBe(false);
});

test("An order counts from when it was placed until it is cancelled, and net of what was refunded by then.", () => {
  const [cancelled, refunded] = [placed + HOUR_MS, placed + 2 * HOUR_MS];
  const told = {
    orders: [
      order(placed, 1000, { cancelledAt: cancelled }),
      order(placed, 500, { refunds: [{ refundedAt: refunded, amountMinor: 200 }] }),
    ],
  };
  const sum = (amount: number): Condition => ({
    kind: "sum",
    money: "whole",
    of: orders(),
    window: null,
    comparison: "at-least",
    amount,
  });
  expect(isMet(sum(15), told, placed)).toBe(true);
  expect(isMet(sum(0.01), told, placed - 1)).toBe(false);
  expect(isMet(sum(5), told, cancelled)).toBe(true);
  expect(isMet(sum(5.01), told, cancelled)).toBe(false);
  expect(isMet(sum(3), told, refunded)).toBe(true);
  expect(isMet(sum(3.01), told, refunded)).toBe(false);
});

test("A row of a quarter of an hour counts wholly from its first occurrence on.", () => {
  const seen = { ...row("product_viewed", placed), count: 3, lastAt: placed + MINUTE_MS };
  const condition = atLeast(3, signals("product_viewed"));
  expect(isMet(condition, { rows: [seen] }, placed - 1)).toBe(false);
  expect(isMet(condition, { rows: [seen] }, placed)).toBe(true);
});
