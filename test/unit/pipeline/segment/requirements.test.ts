import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition, Filter } from "../../../../app/pipeline/segment/condition-tree.ts";
import { requirementsOf } from "../../../../app/pipeline/segment/requirements.ts";
import type { Requirements } from "../../../../app/pipeline/segment/requirements.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyAtom, treesOf } from "../../../support/condition-arbitrary.ts";
import { evaluateCondition } from "../../../support/evaluate-condition.ts";
import { NOW } from "../score/facts.ts";
import { anyKnown, concernCondition } from "./any-known.ts";
import { atLeast, orders, signals } from "./judged.ts";
import { situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

const vendor: Filter = { kind: "vendor", names: ["Acme"] };
const day = { kind: "days", days: 1 } as const;
const sum = (of: ReturnType<typeof orders>, rest: object = {}): Condition => ({
  ...{ kind: "sum", of, money: "whole", window: null, comparison: "at-least", amount: 1 },
  ...rest,
});
const NOTHING: Requirements = {
  ...{ looks: new Map(), priced: new Set(), tags: [] },
  ...{ orderDetails: false, catalog: false, consents: false, outlook: false },
};

test("conditions that ask for counts, scores and money of whole orders need nothing beyond the facts", () => {
  const plain: Condition[] = [
    atLeast(1, orders()),
    atLeast(1, signals("product_viewed"), { window: day }),
    sum(orders()),
    { kind: "score", score: "intent", comparison: "at-least", points: 1 },
    { kind: "rfm", axis: "recency", comparison: "at-least", fifth: 1 },
    { kind: "segment", handle: "vip" },
  ];
  expect(requirementsOf(plain)).toEqual(NOTHING);
  expect(requirementsOf([])).toEqual(NOTHING);
});

test.each<[what: string, Condition, Partial<Requirements>]>([
  ["a channel", atLeast(1, orders({ kind: "channel", names: ["pos"] })), { orderDetails: true }],
  ["a vendor of orders", atLeast(1, orders(vendor)), { orderDetails: true, catalog: true }],
  [
    "a product by its id",
    atLeast(1, signals("product_viewed", { kind: "product", ids: ["1"] })),
    { looks: new Map([["product_viewed", null]]) },
  ],
  ["one product of orders", atLeast(1, orders(), { each: "product" }), { orderDetails: true }],
  ["what products were sold for", sum(orders(), { money: "products" }), { orderDetails: true }],
  [
    "what was put into carts",
    sum(signals("product_added_to_cart")),
    {
      looks: new Map([["product_added_to_cart", null]]),
      priced: new Set(["product_added_to_cart"] as const),
      catalog: true,
    },
  ],
  ["a consent", { kind: "consent", channel: "sms", states: ["pending"] }, { consents: true }],
  ["a tag", { kind: "tag", tag: " VIP " }, { tags: ["vip"] }],
  [
    "a prediction",
    { kind: "prediction", of: "churn", bound: "low", comparison: "at-least", value: 1 },
    { outlook: true },
  ],
])("%s needs what it is judged by", (_, condition, needed) => {
  const within: Condition = { kind: "none", of: [{ kind: "all", of: [condition] }] };
  expect(requirementsOf([within])).toEqual({ ...NOTHING, ...needed });
});

test("looks are read as far back as the farthest window of their signal, and of all time where one has none", () => {
  const viewed = (window: Extract<Condition, { kind: "count" }>["window"]) =>
    atLeast(1, signals("product_viewed", vendor), { window });
  const reach = (...conditions: Condition[]) =>
    requirementsOf(conditions).looks.get("product_viewed");
  const week = viewed({ kind: "days", days: 7 });
  expect(reach(week, viewed({ kind: "fixed", ms: HOUR_MS }))).toBeGreaterThanOrEqual(8 * DAY_MS);
  expect(reach(week)).toBeLessThan(9 * DAY_MS);
  expect(reach(week, viewed(null))).toBeNull();
});

/** What would be loaded of somebody where no more is asked for. */
function loadOnly(known: Known, needed: Requirements): Known {
  const { person, shop } = known;
  const since = (signal: Known["person"]["looks"][number]["signal"]): number => {
    const reach = needed.looks.get(signal);
    return reach === undefined ? Infinity : reach === null ? -Infinity : NOW - reach;
  };
  return {
    ...known,
    shop: { ...shop, catalog: needed.catalog ? shop.catalog : new Map() },
    person: personOf({
      ...{ customerId: person.customerId, memberships: person.memberships },
      looks: person.looks
        .filter(({ signal, firstAt }) => firstAt >= since(signal))
        .map((look) => ({ ...look, value: needed.priced.has(look.signal) ? look.value : 0 })),
      orderDetails: needed.orderDetails ? person.orderDetails : new Map(),
      consents: needed.consents ? person.consents : { email: null, sms: null },
      tags: person.tags.filter((tag) => needed.tags.includes(tag.toLowerCase())),
      outlook: needed.outlook ? person.outlook : null,
    }),
  };
}

test("judged by nothing more than what is needed, a condition is met as by all that is known", () => {
  const both = fc
    .record({ condition: treesOf(anyAtom), known: anyKnown(40) })
    .map(({ condition, known }) => ({ condition, known: concernCondition(known, condition) }));
  fc.assert(
    fc.property(both, ({ condition, known }) => {
      const needed = requirementsOf([condition]);
      const judge = (of: Known) => evaluateCondition({ ...situationAt(of), condition }).met;
      expect(judge(loadOnly(known, needed))).toBe(judge(known));
    }),
    { numRuns: 300 },
  );
});
