import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeEvent,
  VISITOR_FEATURES,
} from "../../../../../app/pipeline/predict/visitors/describe-event.ts";
import { prepareLog } from "../../../../../app/pipeline/predict/visitors/prepare-log.ts";
import { walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { replayVisitors } from "../../../../../app/pipeline/predict/visits/replay-visitors.ts";
import { createVisitLog } from "../../../../../app/pipeline/predict/visits/visit-log.ts";
import { tellVisits } from "../../../../../app/pipeline/predict/visits/visit-outlook.ts";
import type { VisitOutlook } from "../../../../../app/pipeline/predict/visits/visit-outlook.ts";
import type { VisitorFact } from "../../../../../app/pipeline/predict/visits/visitor-fact.ts";
import { VISITOR_MEMORY_MS } from "../../../../../app/pipeline/predict/visits/visits-model.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateFacts } from "../../../../support/visitors/simulated-facts.ts";
import { learnShop, POINTS, START } from "./shop.ts";

const shop = learnShop({ seed: 11, persons: 700, days: 40, eagerness: 1 });
const { model, people } = shop;
const NOW = START + 39 * DAY_MS;

const tell = (facts: readonly VisitorFact[], asOf: number, hasOrdered = false) =>
  tellVisits(model, [{ facts, hasOrdered }], asOf)[0] ?? null;

/** Somebody of the shop, with their facts in any order of arrival. */
const somebody = fc.nat(people.length - 1).chain((place) => {
  const facts = people[place]?.facts.slice(-80) ?? [];
  return fc.record({
    facts: fc.constant(facts),
    shuffled: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
  });
});
const instant = fc.integer({ min: 20 * DAY_MS, max: 41 * DAY_MS }).map((since) => START + since);

test("What is told of a visitor is the same whatever the order in which their facts arrived.", () => {
  fc.assert(
    fc.property(somebody, instant, ({ facts, shuffled }, asOf) => {
      expect(tell(shuffled, asOf)).toEqual(tell(facts, asOf));
    }),
    { numRuns: 60 },
  );
});

test("What is told of a visitor does not depend on who else is asked about.", () => {
  const asked = people.slice(0, 60).map(({ facts }) => ({ facts, hasOrdered: false }));
  const together = tellVisits(model, asked, NOW);
  expect(together.filter((told) => told !== null).length).toBeGreaterThan(20);
  expect(asked.map(({ facts }) => tell(facts, NOW))).toEqual(together);
});

test("Nothing that happens from an instant on changes what is told of a visitor as of it.", () => {
  const later = fc.record({
    signal: fc.constantFrom("order_placed" as const, "checkout_started" as const),
    after: fc.nat(2 * DAY_MS),
  });
  fc.assert(
    fc.property(somebody, instant, later, ({ facts }, asOf, { signal, after }) => {
      const planted = { key: "order:planted:placed", signal, at: asOf + after, about: null };
      expect(tell([...facts, planted], asOf)).toEqual(tell(facts, asOf));
    }),
    { numRuns: 60 },
  );
});

test("A visitor is described live as in the log that was learned from.", () => {
  const byTheirOwn = VISITOR_FEATURES.map((name) => !/^product_|order_lift$/.test(name));
  const log = createVisitLog();
  const few = simulateFacts({ seed: 4, persons: 60, days: 30, eagerness: 1 });
  for (const { facts, lines } of few) log.add(facts, lines);
  const described: Float64Array[] = few.map(() => new Float64Array());
  const prepared = prepareLog(log.close().columns, POINTS);
  walkLog(prepared, (row, state) => {
    described[prepared.log.visitor[row] ?? 0] = describeEvent(state, POINTS);
  });
  const live = replayVisitors(
    few.map(({ facts }) => facts),
    { points: POINTS, tallies: model.tallies },
  );
  // A product stands live as of the last fit, in the log as of each event; all else is the same to the last digit.
  const own = (features: Float64Array) => [...features].filter((_, place) => byTheirOwn[place]);
  expect(live.map((state) => own(describeEvent(state, POINTS)))).toEqual(described.map(own));
  expect(byTheirOwn.filter((is) => !is).length).toBe(4);
});

test("Of who did nothing within the last 30 days nothing is told.", () => {
  const look = { key: "a", signal: "product_viewed" as const, at: NOW, about: "product:1" };
  expect(tell([look], NOW + VISITOR_MEMORY_MS)).toMatchObject({ lastAt: NOW });
  expect(tell([look], NOW + VISITOR_MEMORY_MS + 1)).toBeNull();
  expect(tell([look], NOW)).toBeNull();
  expect(tell([], NOW)).toBeNull();
});

const chances = ({ hour, day, week, month }: VisitOutlook) =>
  [hour, day, week, month].filter((one) => one !== null);

test("Over a longer time a visitor is never less likely to buy.", () => {
  fc.assert(
    fc.property(somebody, instant, ({ facts }, asOf) => {
      const told = tell(facts, asOf);
      if (told === null) return;
      const values = chances(told).map(({ value }) => value);
      expect(values.toSorted((a, b) => a - b)).toEqual(values);
      for (const { low, value, high } of chances(told)) {
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
    }),
    { numRuns: 60 },
  );
});

test("What is told of a visit fades while nothing happens.", () => {
  const visit = (["product_viewed", "product_added_to_cart", "checkout_started"] as const).map(
    (signal, place) => ({ key: signal, signal, at: NOW + place * 40 * SECOND_MS, about: null }),
  );
  const told = [2 * 60 * SECOND_MS, HOUR_MS, DAY_MS, 5 * DAY_MS].map((later) =>
    tell(visit, NOW + later),
  );
  const hours = told.map((one) => one?.hour.value ?? 0);
  expect(hours.toSorted((a, b) => b - a)).toEqual(hours);
  expect(hours[0]).toBeGreaterThan(4 * (hours[2] ?? 1));
});

test("Only who never ordered is told of 7 and 30 days by their visits.", () => {
  const look = { key: "a", signal: "product_viewed" as const, at: NOW, about: null };
  const order = { key: "order:1:placed", signal: "order_placed" as const, at: NOW, about: null };
  expect(tell([look], NOW + 1)?.week).not.toBeNull();
  expect(tell([look], NOW + 1, true)).toMatchObject({ week: null, month: null });
  expect(tell([{ ...order, at: NOW - DAY_MS }, look], NOW + 1)).toMatchObject({ week: null });
});
