import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import { PRESETS } from "../../../../app/pipeline/score/presets.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import type { SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyRow, factsOf, NOW, order, row, shopOf } from "./facts.ts";

const benchmarks = shopOf([1000]);
const scoresOf = (rows: SlotRow[], model = DEFAULT_MODEL) =>
  scoreProfile({ facts: factsOf(rows), benchmarks, model, asOf: NOW });
const intentOf = (rows: SlotRow[]): number => scoresOf(rows).intent.points ?? 0;
/** The intent of the same behavior under every model that ships. */
const intentsOf = (rows: SlotRow[]): number[] =>
  PRESETS.map(({ model }) => scoresOf(rows, model).intent.points ?? 0);
const HIGH = toMicro(60);

test("One page view never makes high intent.", () => {
  expect(intentOf([row("page_viewed", NOW)])).toBe(toMicro(0.5));
});

test("In every preset looking alone never makes high intent, however long it lasts.", () => {
  const looks = ["page_viewed", "collection_viewed", "search_submitted", "product_viewed"] as const;
  fc.assert(
    fc.property(
      fc.array(fc.record({ any: anyRow({ days: 3 }), signal: fc.constantFrom(...looks) }), {
        minLength: 20,
        maxLength: 60,
      }),
      (rows) => {
        const intents = intentsOf(rows.map(({ any, signal }) => ({ ...any, signal })));
        expect(Math.max(...intents)).toBeLessThan(HIGH);
      },
    ),
  );
});

test("In every preset three product views, one addition to the cart and one checkout within three hours make high intent.", () => {
  const hours = fc.array(fc.integer({ min: 0, max: 3 * HOUR_MS }), { minLength: 5, maxLength: 5 });
  const signals = [
    "product_viewed",
    "product_viewed",
    "product_viewed",
    "product_added_to_cart",
    "checkout_started",
  ] as const;
  fc.assert(
    fc.property(hours, (ages) => {
      const rows = signals.map((signal, index) =>
        row(signal, NOW - (ages[index] ?? 0), {
          trust: signal === "checkout_started" ? "signed" : "claimed",
        }),
      );
      expect(Math.min(...intentsOf(rows))).toBeGreaterThanOrEqual(HIGH);
    }),
  );
});

test("In every preset an addition to the cart, a cart update and a checkout make high intent without any browsing.", () => {
  const rows = [
    row("product_added_to_cart", NOW),
    row("cart_updated", NOW),
    row("checkout_started", NOW),
  ];
  expect(Math.min(...intentsOf(rows))).toBeGreaterThanOrEqual(HIGH);
  expect(Math.max(...intentsOf(rows.slice(2)))).toBeLessThan(HIGH);
});

test("In every preset unsigned events alone never make high intent.", () => {
  fc.assert(
    fc.property(fc.array(anyRow({ days: 2 }), { minLength: 30, maxLength: 60 }), (rows) => {
      const intents = intentsOf(rows.map((any) => ({ ...any, trust: "unsigned" })));
      expect(Math.max(...intents)).toBeLessThan(HIGH);
    }),
  );
});

test("A customer who has only ordered has engagement and value, and an unknown intent.", () => {
  const at = NOW - DAY_MS;
  const facts = factsOf([row("order_placed", at)], [order(at, 1000)]);
  const scores = scoreProfile({ facts, benchmarks, model: DEFAULT_MODEL, asOf: NOW });
  expect(scores.intent).toMatchObject({ points: null, reason: "no-browsing-yet" });
  expect(scores.engagement.points).toBeGreaterThan(0);
  expect(scores.value.points).toBeGreaterThan(0);
});

test("One order alone is at most 30 points of engagement.", () => {
  expect(scoresOf([row("order_placed", NOW)]).engagement.points).toBe(toMicro(30));
});

test("Engagement fades over weeks and intent over days.", () => {
  const ages = [0, 7 * DAY_MS].map((age) => scoresOf([row("product_viewed", NOW - age)]));
  const left = (name: "intent" | "engagement") =>
    (ages[1]?.[name].points ?? 0) / (ages[0]?.[name].points ?? 1);
  expect(left("intent")).toBeLessThan(0.01);
  expect(left("engagement")).toBeGreaterThan(0.7);
});
