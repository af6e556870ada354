import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeEvent,
  VISITOR_FEATURES,
} from "../../../../../app/pipeline/predict/visitors/describe-event.ts";
import { newVisitor } from "../../../../../app/pipeline/predict/visitors/visitor-state.ts";
import { MOST_ON_SHELF } from "../../../../../app/pipeline/predict/visitors/shelf.ts";
import { walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../../app/pipeline/shared/time.ts";
import { anyLog, featureOf, POINTS, prepare, START } from "./logs.ts";
import type { LogEvent } from "./logs.ts";

/** Visitor and instant of each row that is looked at, with its features. */
function describeAll(events: readonly LogEvent[]): Map<string, number[]> {
  const described = new Map<string, number[]>();
  const prepared = prepare(events);
  walkLog(prepared, (row, state) => {
    const { visitor, at } = prepared.log;
    described.set(
      `${visitor[row]}@${at[row]}#${row - (prepared.log.starts[visitor[row] ?? 0] ?? 0)}`,
      [...describeEvent(state, POINTS)],
    );
  });
  return described;
}

function describeLast(events: readonly LogEvent[]): (name: string) => number {
  let features: ArrayLike<number> = [];
  walkLog(prepare(events), (_, state) => (features = describeEvent(state, POINTS)));
  return (name) => featureOf(features, name);
}

const of = (
  signal: LogEvent["signal"],
  seconds: number,
  more: Partial<LogEvent> = {},
): LogEvent => ({ visitor: 0, at: START + seconds * SECOND_MS, signal, ...more });

test("each feature has a name of its own", () => {
  expect(new Set(VISITOR_FEATURES).size).toBe(VISITOR_FEATURES.length);
});

test("every feature is finite or missing, whatever happens", () => {
  fc.assert(
    fc.property(anyLog(), (events) => {
      for (const features of describeAll(events).values())
        expect(features.filter((value) => Math.abs(value) === Infinity)).toEqual([]);
    }),
  );
});

test("what comes later changes nothing that is known of a visitor before", () => {
  const cut = START + HOUR_MS;
  // More than a minute after the cut, since a purchase takes the minute before it with it.
  const later = fc.array(
    fc.record({
      visitor: fc.nat(2),
      at: fc.integer({ min: cut + MINUTE_MS + 1, max: cut + 9 * HOUR_MS }),
      signal: fc.constantFrom<LogEvent["signal"][]>(
        "product_viewed",
        "product_added_to_cart",
        "order_placed",
      ),
      product: fc.nat(4),
    }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(anyLog(), later, (events, planted) => {
      const past = events.filter(({ at }) => at <= cut);
      const known = describeAll(past);
      const after = describeAll([...past, ...planted]);
      for (const [row, features] of known) expect(after.get(row)).toEqual(features);
    }),
  );
});

test("the first event of an unknown visitor is described as such", () => {
  const feature = describeLast([of("product_viewed", 0, { product: 1, path: "/products/cup" })]);
  expect(feature("is_first")).toBe(1);
  expect(feature("gap")).toBeNaN();
  expect(feature("is_product")).toBe(1);
  expect(feature("path_depth")).toBe(2);
  expect(feature("sessions")).toBe(0);
  expect(feature("purchase_age")).toBeNaN();
  expect(feature("intent_points")).toBeCloseTo(6, 6);
});

test("a cart holds what was added less what was removed, and nothing after a purchase", () => {
  const events = [
    of("product_added_to_cart", 0, { product: 1 }),
    of("product_added_to_cart", 10, { product: 2 }),
    of("product_removed_from_cart", 20, { product: 1 }),
    of("product_viewed", 30, { product: 2 }),
  ];
  const filled = describeLast(events);
  expect(filled("cart_pieces")).toBeCloseTo(Math.log(2));
  expect(filled("is_in_cart")).toBe(1);
  const bought = describeLast([
    ...events,
    of("order_placed", 200, { product: 2 }),
    of("product_viewed", 300, { product: 2 }),
  ]);
  expect(bought("cart_pieces")).toBe(0);
  expect(bought("is_in_cart")).toBe(0);
  expect(bought("purchases")).toBeCloseTo(Math.log(2));
  expect(bought("purchase_age")).toBeCloseTo(Math.log1p(100));
});

test("half an hour of silence ends a session", () => {
  const within = describeLast([of("page_viewed", 0), of("page_viewed", 1800)]);
  const beyond = describeLast([of("page_viewed", 0), of("page_viewed", 1801)]);
  expect(within("session_events")).toBeCloseTo(Math.log1p(2));
  expect(beyond("session_events")).toBeCloseTo(Math.log1p(1));
  expect(beyond("sessions")).toBeCloseTo(Math.log1p(1));
  expect(beyond("away_for")).toBeCloseTo(Math.log1p(1801));
});

test("a log that tells pages alone says by their paths what was looked at", () => {
  const feature = describeLast([of("page_viewed", 0, { path: "/checkouts/c1" })]);
  expect(feature("is_checkout")).toBe(1);
  expect(feature("furthest_since_purchase")).toBe(6);
});

test("a product that is bought more often than others stands above them", () => {
  const others = Array.from({ length: 200 }, (_, place) =>
    of("product_viewed", place, { visitor: 1 + place, product: place % 2 }),
  );
  const orders = Array.from({ length: 20 }, (_, place) =>
    of("order_placed", 300 + 90 * place, { visitor: 1 + place, product: 1 }),
  );
  const look = (product: number) =>
    describeLast([...others, ...orders, of("product_viewed", 9000, { visitor: 300, product })])(
      "product_order_lift",
    );
  expect(look(1)).toBeGreaterThan(look(2));
  expect(look(2)).toBeGreaterThan(look(0));
});

test("what is kept of a visitor stays small, however much they look at", () => {
  const events = Array.from({ length: 1000 }, (_, product) =>
    of("product_viewed", product, { product }),
  );
  let size = 0;
  let shelf = 0;
  walkLog(prepare(events), (_, state) => {
    shelf = state.shelf.length;
    size = JSON.stringify(state).length;
  });
  expect(shelf).toBe(MOST_ON_SHELF);
  expect(size).toBeLessThan(8000);
});

test("nothing is known of nobody", () => {
  expect([...describeEvent(newVisitor(), POINTS)].every(Number.isNaN)).toBe(true);
});
