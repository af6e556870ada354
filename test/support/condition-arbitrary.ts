import fc from "fast-check";
import { RFM_GROUPS } from "../../app/pipeline/shared/rfm-group-names.ts";
import { SCORE_NAMES } from "../../app/pipeline/score/scores.ts";
import { MONEY_SIGNALS } from "../../app/pipeline/segment/condition-tree.ts";
import type {
  Atom,
  Condition,
  Duration,
  Filter,
  Moment,
  Things,
  Window,
} from "../../app/pipeline/segment/condition-tree.ts";
import { SIGNALS } from "../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../app/pipeline/shared/time.ts";

const oneOf = <const T>(...values: T[]) => fc.constantFrom(...values);
const kindOf = <const T extends string>(kind: T) => fc.constant(kind);
const some = <T>(values: readonly T[], most = 3) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(most, values.length) });

/** Few, so that what is asked for happens: facts of tests are drawn from the same lists. */
export const PRODUCT_IDS = ["1", "2", "3", "4"] as const;
export const COLLECTION_IDS = ["41", "42"] as const;
export const PRODUCT_TYPES = ["Shoes", "Hats & Caps"] as const;
export const VENDORS = ["Acme", 'The "Best"'] as const;
export const CHANNELS = ["web", "pos"] as const;
export const TAG_NAMES = ["wholesale", 'Staff "old"'] as const;
export const SEGMENT_HANDLES = ["vip", "high-intent", "lost"] as const;

const anyInequality = oneOf("at-least", "more-than", "at-most", "less-than");
const anyComparison = oneOf("at-least", "more-than", "at-most", "less-than", "exactly");
/** In tenths, as people write them. */
const anyTenths = (most: number) =>
  fc.integer({ min: 0, max: most * 10 }).map((tenths) => tenths / 10);

const anyFixed = fc
  .tuple(fc.integer({ min: 1, max: 90 }), oneOf(MINUTE_MS, HOUR_MS, DAY_MS / 24))
  .map(([times, unit]) => ({ kind: "fixed" as const, ms: Math.max(15, times) * unit }));
const anyDays = fc.record({ kind: kindOf("days"), days: fc.integer({ min: 1, max: 40 }) });
const anyGaps = fc.record({
  kind: kindOf("typical-gaps"),
  times: oneOf(0.25, 0.5, 1, 1.5, 2, 4),
});
const anyLeaf: fc.Arbitrary<Duration> = fc.oneof(anyFixed, anyDays, anyGaps);

const anyWindow: fc.Arbitrary<Window> = fc.oneof(anyFixed, anyDays);
const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 4, arbitrary: anyLeaf },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kindOf("longest-of"),
      of: fc.array(anyLeaf, { minLength: 2, maxLength: 3 }),
    }),
  },
);

const anyPrice = fc
  .record({
    kind: kindOf("price"),
    from: fc.option(anyTenths(60)),
    width: fc.option(anyTenths(60)),
  })
  .map(({ kind, from, width }): Filter => {
    if (width === null) return { kind, from: from ?? 10, below: null };
    return { kind, from, below: Math.round(((from ?? 0) + width + 1) * 10) / 10 };
  });
const anyProductFilter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: kindOf("product"), ids: some(PRODUCT_IDS) }),
  fc.record({ kind: kindOf("collection"), ids: some(COLLECTION_IDS) }),
  fc.record({ kind: kindOf("product-type"), names: some(PRODUCT_TYPES) }),
  fc.record({ kind: kindOf("vendor"), names: some(VENDORS) }),
  anyPrice,
  fc.record({
    kind: kindOf("price-dropped"),
    within: anyDuration,
    afterwards: fc.boolean(),
  }),
);
const anyOrderFilter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 3, arbitrary: anyProductFilter },
  { weight: 1, arbitrary: fc.record({ kind: kindOf("channel"), names: some(CHANNELS) }) },
  { weight: 1, arbitrary: fc.record({ kind: kindOf("discounted"), is: fc.boolean() }) },
);

/** Filters of a list differ in their kind: two of one kind would mostly contradict each other. */
const few = (filter: fc.Arbitrary<Filter>): fc.Arbitrary<Filter[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Filter[]>([]) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(filter, {
        minLength: 1,
        maxLength: 2,
        selector: ({ kind }) => kind,
      }),
    },
  );

const anyOrders: fc.Arbitrary<Things> = fc.record({
  kind: kindOf("orders"),
  where: few(anyOrderFilter),
});
const anySignals: fc.Arbitrary<Things> = fc.record({
  kind: kindOf("signals"),
  signals: some(SIGNALS, 4),
  where: few(anyProductFilter),
});
const anyThings: fc.Arbitrary<Things> = fc.oneof(anyOrders, anySignals);
const anyMoment: fc.Arbitrary<Moment> = fc.record({
  kind: oneOf("first", "last"),
  of: anyThings,
});
const anyMoney: fc.Arbitrary<Things> = fc.oneof(
  anyOrders,
  fc.record({
    kind: kindOf("signals"),
    signals: some(MONEY_SIGNALS),
    where: few(anyProductFilter),
  }),
);

const anyPrediction = fc.oneof(
  fc.record({
    kind: kindOf("prediction"),
    of: oneOf(
      "order-1-hour",
      "order-24-hours",
      "order-7-days",
      "order-30-days",
      "order-horizon",
      "churn",
      "vip",
    ),
    bound: oneOf("expected", "low", "high"),
    comparison: anyInequality,
    value: anyTenths(100),
  }),
  fc.record({
    kind: kindOf("prediction"),
    of: kindOf("lifetime-value"),
    bound: oneOf("expected", "low", "high"),
    comparison: anyInequality,
    value: anyTenths(900),
  }),
);

/** Atoms of every kind, all sound: `checkCondition` has nothing to say about them. */
export const anyAtom: fc.Arbitrary<Atom> = fc.oneof(
  fc.record({
    kind: kindOf("score"),
    score: fc.constantFrom(...SCORE_NAMES),
    comparison: anyInequality,
    points: anyTenths(100),
  }),
  anyPrediction,
  fc.record({
    kind: kindOf("next-order"),
    comparison: oneOf("less-than", "at-least"),
    duration: anyDuration,
  }),
  fc.record({
    kind: kindOf("rfm"),
    axis: oneOf("recency", "frequency", "monetary"),
    comparison: anyComparison,
    fifth: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: kindOf("rfm-group"), groups: some(RFM_GROUPS) }),
  fc.record({
    kind: kindOf("count"),
    of: anyThings,
    each: oneOf(null, "product"),
    window: fc.option(anyWindow),
    comparison: anyComparison,
    count: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    kind: kindOf("sum"),
    of: anyMoney,
    money: oneOf("whole", "products", "one-product"),
    window: fc.option(anyWindow),
    comparison: anyInequality,
    amount: anyTenths(300),
  }),
  fc.record({
    kind: kindOf("share"),
    where: few(anyOrderFilter).filter((where) => where.length > 0),
    window: fc.option(anyWindow),
    comparison: anyInequality,
    percent: anyTenths(100),
  }),
  fc.record({
    kind: kindOf("revenue"),
    comparison: oneOf("reaches", "above"),
    percentile: oneOf(10, 50, 90),
  }),
  fc.record({
    kind: kindOf("since"),
    moment: anyMoment,
    comparison: oneOf("at-least", "less-than"),
    duration: anyDuration,
  }),
  fc.record({
    kind: kindOf("sequence"),
    moment: anyMoment,
    followed: oneOf("some", "none"),
    by: fc.array(anyThings, { minLength: 1, maxLength: 2 }),
    within: fc.option(anyDuration),
  }),
  fc.record({
    kind: kindOf("consent"),
    channel: oneOf("email", "sms"),
    states: some(["subscribed", "not_subscribed", "unsubscribed", "pending", "unknown"] as const),
  }),
  fc.record({ kind: kindOf("tag"), tag: fc.constantFrom(...TAG_NAMES) }),
  fc.record({ kind: kindOf("segment"), handle: fc.constantFrom(...SEGMENT_HANDLES) }),
  fc.record({ kind: kindOf("person"), is: oneOf("customer", "visitor") }),
);

/** Trees of these atoms, up to four deep. Lists may be empty. */
export const treesOf = (atom: fc.Arbitrary<Atom>): fc.Arbitrary<Condition> =>
  fc.letrec<{ tree: Condition; group: Condition }>((tie) => ({
    group: fc.record({
      kind: oneOf("all", "any", "none"),
      of: fc.array(tie("tree"), { maxLength: 3 }),
    }),
    tree: fc.oneof({ maxDepth: 3, depthIdentifier: "condition" }, atom, tie("group")),
  })).tree;

export const anyCondition: fc.Arbitrary<Condition> = treesOf(anyAtom);
