import fc from "fast-check";
import { expect, test } from "vitest";
import { ROW_ROLES } from "../../../../../app/pipeline/predict/visitors/purchases-in-log.ts";
import { isPredicted, walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { MINUTE_MS, SECOND_MS } from "../../../../../app/pipeline/shared/time.ts";
import { anyLog, prepare, START } from "./logs.ts";
import type { LogEvent } from "./logs.ts";

const rolesOf = (events: LogEvent[]) => {
  const prepared = prepare(events);
  return [...prepared.roles].map((role) => ROW_ROLES[role]);
};
const buys = (at: number, more: Partial<LogEvent> = {}): LogEvent => ({
  visitor: 0,
  at,
  signal: "order_placed",
  ...more,
});
const views = (at: number, more: Partial<LogEvent> = {}): LogEvent => ({
  visitor: 0,
  at,
  signal: "page_viewed",
  ...more,
});

test("an order of several rows is one purchase, at the first of them", () => {
  const rows = [0, 1, 90].map((seconds, product) =>
    buys(START + seconds * SECOND_MS, { order: 7, product }),
  );
  expect(rolesOf(rows)).toEqual(["purchase", "line", "line"]);
  expect(prepare(rows).purchases).toBe(1);
});

test("two orders of one minute are two purchases where their numbers say so", () => {
  expect(rolesOf([buys(START, { order: 1 }), buys(START + 1000, { order: 2 })])).toEqual([
    "purchase",
    "purchase",
  ]);
});

test("without numbers what is bought within a minute is one purchase, and later another", () => {
  const rows = [buys(START), buys(START + 30_000, { product: 1 }), buys(START + 3 * MINUTE_MS)];
  expect(rolesOf(rows)).toEqual(["purchase", "line", "purchase"]);
});

test("the thank-you page stamped before its purchase, or with it, is part of it", () => {
  const purchase = START + 10 * MINUTE_MS;
  const rows = [
    views(purchase - MINUTE_MS - 1),
    views(purchase - MINUTE_MS),
    views(purchase - 40),
    buys(purchase),
    views(purchase, { path: "/thank-you" }),
    views(purchase + 40),
    views(purchase - 40, { visitor: 1 }),
  ];
  expect(rolesOf(rows)).toEqual(["event", "part", "part", "purchase", "part", "event", "event"]);
});

test("what is predicted at a row is whether its visitor buys after it", () => {
  const purchase = START + 10 * MINUTE_MS;
  const { nextAt } = prepare([views(START), buys(purchase), views(purchase + 1)]);
  expect([...nextAt]).toEqual([purchase, Infinity, Infinity]);
});

test("of what is part of a purchase nothing is predicted and nothing is seen", () => {
  fc.assert(
    fc.property(anyLog(), (events) => {
      const prepared = prepare(events);
      const { log, roles, nextAt } = prepared;
      for (let row = 0; row < log.size; row += 1)
        if (isPredicted(prepared, row))
          expect((nextAt[row] ?? 0) - (log.at[row] ?? 0)).toBeGreaterThan(MINUTE_MS);
      walkLog(prepared, (row) => {
        expect(["event", "purchase"]).toContain(ROW_ROLES[roles[row] ?? 0]);
      });
    }),
  );
});

test("the order of rows in a file makes no difference, and a row told twice counts once", () => {
  const seconds = fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(seconds, fc.infiniteStream(fc.nat()), (times, chance) => {
      const events = times.map((time, place) => views(START + time, { product: place % 3 }));
      const shuffled = [...events, ...events.slice(0, 5)]
        .map((event) => ({ event, key: chance.next().value }))
        .sort((one, other) => one.key - other.key)
        .map(({ event }) => event);
      const { log } = prepare(shuffled);
      const sorted = prepare(events).log;
      expect([...log.at]).toEqual([...sorted.at]);
      expect([...log.product]).toEqual([...sorted.product]);
      expect(log.repeated).toBe(Math.min(5, events.length));
    }),
  );
});
