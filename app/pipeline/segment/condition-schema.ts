import { RFM_GROUPS } from "../shared/rfm-group-names.ts";
import { SCORE_NAMES } from "../score/scores.ts";
import { SIGNALS } from "../shared/signals.ts";
import { PREDICTION_NAMES } from "./condition-tree.ts";
import type {
  Atom,
  ConsentState,
  Duration,
  Filter,
  Moment,
  Money,
  Percentile,
  Things,
  Window,
} from "./condition-tree.ts";
import {
  readFlag,
  readKind,
  readList,
  readNullOr,
  readNumber,
  readObject,
  readOneOf,
  readOr,
  readText,
} from "./read-json.ts";
import type { Read } from "./read-json.ts";

const COMPARISONS = ["at-least", "more-than", "at-most", "less-than", "exactly"] as const;
const readComparison = readOneOf(...COMPARISONS);
const readInequality = readOneOf("at-least", "more-than", "at-most", "less-than");
const readSpanComparison = readOneOf("at-least", "less-than");

const fixed = readObject<Extract<Window, { kind: "fixed" }>>({
  kind: readOneOf("fixed"),
  ms: readNumber,
});
const days = readObject<Extract<Window, { kind: "days" }>>({
  kind: readOneOf("days"),
  days: readNumber,
});
export const readWindow: Read<Window> = readKind<Window>({ fixed, days }, "window");

/** Durations hold durations, yet nobody needs them deeper than this. */
const DEEPEST = 5;
const readDurationTo = (depth: number): Read<Duration> =>
  readKind<Duration>(
    {
      fixed,
      days,
      "typical-gaps": readObject<Extract<Duration, { kind: "typical-gaps" }>>({
        kind: readOneOf("typical-gaps"),
        times: readNumber,
      }),
      ...(depth > 0 && {
        "longest-of": readObject<Extract<Duration, { kind: "longest-of" }>>({
          kind: readOneOf("longest-of"),
          of: readList(readDurationTo(depth - 1)),
        }),
      }),
    },
    "duration",
  );
export const readDuration = readDurationTo(DEEPEST);

const ids = readList(readText);
const named = <const Kind extends "product-type" | "vendor" | "channel">(kind: Kind) =>
  readObject<{ kind: Kind; names: string[] }>({ kind: readOneOf(kind), names: ids });

export const readFilter: Read<Filter> = readKind<Filter>(
  {
    product: readObject<Extract<Filter, { kind: "product" }>>({
      kind: readOneOf("product"),
      ids,
    }),
    collection: readObject<Extract<Filter, { kind: "collection" }>>({
      kind: readOneOf("collection"),
      ids,
    }),
    "product-type": named("product-type"),
    vendor: named("vendor"),
    channel: named("channel"),
    price: readObject<Extract<Filter, { kind: "price" }>>({
      kind: readOneOf("price"),
      from: readNullOr(readNumber),
      below: readNullOr(readNumber),
    }),
    "price-dropped": readObject<Extract<Filter, { kind: "price-dropped" }>>({
      kind: readOneOf("price-dropped"),
      within: readDuration,
      afterwards: readOr(false, readFlag),
    }),
    discounted: readObject<Extract<Filter, { kind: "discounted" }>>({
      kind: readOneOf("discounted"),
      is: readFlag,
    }),
  },
  "filter",
);
const where = readList(readFilter);

export const readThings: Read<Things> = readKind<Things>(
  {
    signals: readObject<Extract<Things, { kind: "signals" }>>({
      kind: readOneOf("signals"),
      signals: readList(readOneOf(...SIGNALS)),
      where,
    }),
    orders: readObject<Extract<Things, { kind: "orders" }>>({
      kind: readOneOf("orders"),
      where,
    }),
  },
  "things",
);

export const readMoment = readObject<Moment>({ kind: readOneOf("first", "last"), of: readThings });

export const readConsentState = readOneOf<ConsentState>(
  "subscribed",
  "not_subscribed",
  "unsubscribed",
  "pending",
  "unknown",
);
export const readPercentile = readOneOf<Percentile>(10, 20, 30, 40, 50, 60, 70, 80, 90);

/** One schema of each kind of atom: a kind without one does not compile. */
export const ATOM_SCHEMAS: { [Kind in Atom["kind"]]: Read<Extract<Atom, { kind: Kind }>> } = {
  score: readObject({
    kind: readOneOf("score"),
    score: readOneOf(...SCORE_NAMES),
    comparison: readInequality,
    points: readNumber,
  }),
  prediction: readObject({
    kind: readOneOf("prediction"),
    of: readOneOf(...PREDICTION_NAMES),
    bound: readOneOf("expected", "low", "high"),
    comparison: readInequality,
    value: readNumber,
  }),
  "next-order": readObject({
    kind: readOneOf("next-order"),
    comparison: readSpanComparison,
    duration: readDuration,
  }),
  rfm: readObject({
    kind: readOneOf("rfm"),
    axis: readOneOf("recency", "frequency", "monetary"),
    comparison: readComparison,
    fifth: readNumber,
  }),
  "rfm-group": readObject({
    kind: readOneOf("rfm-group"),
    groups: readList(readOneOf(...RFM_GROUPS)),
  }),
  count: readObject({
    kind: readOneOf("count"),
    of: readThings,
    each: readNullOr(readOneOf("product")),
    window: readNullOr(readWindow),
    comparison: readComparison,
    count: readNumber,
  }),
  sum: readObject({
    kind: readOneOf("sum"),
    of: readThings,
    money: readOr<Money>("whole", readOneOf("whole", "products", "one-product")),
    window: readNullOr(readWindow),
    comparison: readInequality,
    amount: readNumber,
  }),
  share: readObject({
    kind: readOneOf("share"),
    where,
    window: readNullOr(readWindow),
    comparison: readInequality,
    percent: readNumber,
  }),
  revenue: readObject({
    kind: readOneOf("revenue"),
    comparison: readOneOf("reaches", "above"),
    percentile: readPercentile,
  }),
  since: readObject({
    kind: readOneOf("since"),
    moment: readMoment,
    comparison: readSpanComparison,
    duration: readDuration,
  }),
  sequence: readObject({
    kind: readOneOf("sequence"),
    moment: readMoment,
    followed: readOneOf("some", "none"),
    by: readList(readThings),
    within: readNullOr(readDuration),
  }),
  consent: readObject({
    kind: readOneOf("consent"),
    channel: readOneOf("email", "sms"),
    states: readList(readConsentState),
  }),
  tag: readObject({ kind: readOneOf("tag"), tag: readText }),
  segment: readObject({ kind: readOneOf("segment"), handle: readText }),
  person: readObject({ kind: readOneOf("person"), is: readOneOf("customer", "visitor") }),
};
