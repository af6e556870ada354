import { RFM_GROUPS } from "../shared/rfm-group-names.ts";
import { SCORE_NAMES } from "../score/scores.ts";
import {
  readConsentState,
  readFilter,
  readMoment,
  readPercentile,
  readThings,
  readWindow,
} from "./condition-schema.ts";
import { PREDICTION_NAMES } from "./condition-tree.ts";
import type { Fact, Length, Reason, Relation } from "./fact.ts";
import { readFlag, readKind, readList, readNullOr } from "./read-json.ts";
import { isObject, readNumber, readObject, readOneOf, readText } from "./read-json.ts";
import type { Problem, Read } from "./read-json.ts";

/** A reason as it is stored beside a membership or its change. */
export const keepReason = (reason: Reason): string => JSON.stringify(reason);

/** A stored reason. What earlier releases stored are words, which stay as they are; so does what cannot be read. */
export function readReason(kept: string): Reason {
  const written: Reason = [{ kind: "written", text: kept }];
  if (!kept.startsWith("[")) return written;
  try {
    return readFacts(JSON.parse(kept), "", [] satisfies Problem[]) ?? written;
  } catch (error) {
    if (error instanceof SyntaxError) return written;
    throw error;
  }
}

const relation = readOneOf<Relation>(
  "at-least",
  "more-than",
  "at-most",
  "less-than",
  "exactly",
  "not",
);
const score = readOneOf(...SCORE_NAMES);
const window = readNullOr(readWindow);
const number = readNumber;
const money = readOneOf("whole", "products", "one-product");
const inDays = readObject<Extract<Length, { days: number }>>({ days: number });
const inMs = readObject<Extract<Length, { ms: number }>>({ ms: number });
const length: Read<Length> = (json, path, problems) =>
  isObject(json) && "days" in json ? inDays(json, path, problems) : inMs(json, path, problems);

type Reads = { [Kind in Fact["kind"]]: Read<Extract<Fact, { kind: Kind }>> };

/** What a fact holds besides its kind. */
const fact = <const Kind extends Fact["kind"]>(
  kind: Kind,
  fields: {
    [Key in Exclude<keyof Extract<Fact, { kind: Kind }>, "kind">]: Read<
      Extract<Fact, { kind: Kind }>[Key]
    >;
  },
) => readObject({ kind: readOneOf(kind), ...fields }) as unknown as Reads[Kind];

const why = {
  score: readOneOf(
    "no-browsing-yet",
    "no-activity-yet",
    "no-orders-yet",
    "no-benchmarks-yet",
    "nothing-known-yet",
  ),
  rfm: readOneOf("no-orders-yet", "too-few-customers"),
};
const prediction = readOneOf(...PREDICTION_NAMES);
const met = readFlag;

const FACTS: Reads = {
  empty: fact("empty", { of: readOneOf("all", "any") }),
  "left-out": fact("left-out", {}),
  written: fact("written", { text: readText }),
  score: fact("score", { score, points: number, relation, limit: number }),
  "score-unknown": fact("score-unknown", { score, why: why.score }),
  prediction: fact("prediction", {
    of: prediction,
    bound: readOneOf("expected", "low", "high"),
    told: number,
    relation,
    limit: number,
    currency: readNullOr(readText),
  }),
  "prediction-unknown": fact("prediction-unknown", { of: prediction }),
  "next-order": fact("next-order", { inMs: number, isNear: readFlag }),
  "next-order-unknown": fact("next-order-unknown", {}),
  rfm: fact("rfm", {
    axis: readOneOf("recency", "frequency", "monetary"),
    fifth: number,
    relation,
    limit: number,
  }),
  "rfm-group": fact("rfm-group", { group: readOneOf(...RFM_GROUPS) }),
  "rfm-unknown": fact("rfm-unknown", { why: why.rfm }),
  count: fact("count", {
    of: readThings,
    each: readNullOr(readOneOf("product")),
    window,
    count: number,
    relation,
    limit: number,
  }),
  sum: fact("sum", {
    of: readThings,
    money,
    window,
    minor: number,
    currency: readText,
    relation,
    limit: number,
  }),
  share: fact("share", {
    where: readList(readFilter),
    window,
    count: number,
    orders: number,
    relation,
    limit: number,
  }),
  "no-orders": fact("no-orders", { window }),
  "no-revenue": fact("no-revenue", {}),
  "revenue-unknown": fact("revenue-unknown", {}),
  revenue: fact("revenue", {
    comparison: readOneOf("reaches", "above"),
    percentile: readPercentile,
    times: readNullOr(number),
    met,
  }),
  since: fact("since", {
    moment: readMoment,
    ago: length,
    relation: readOneOf("at-least", "less-than"),
    limit: length,
  }),
  never: fact("never", { of: readThings }),
  followed: fact("followed", { moment: readMoment, ago: length, by: readThings }),
  "not-followed": fact("not-followed", {
    moment: readMoment,
    ago: length,
    by: readList(readThings),
    within: readNullOr(length),
    isOpen: readFlag,
  }),
  consent: fact("consent", { channel: readOneOf("email", "sms"), state: readConsentState }),
  tag: fact("tag", { tag: readText, met }),
  segment: fact("segment", { handle: readText, met }),
  person: fact("person", { is: readOneOf("customer", "visitor") }),
};

const readFacts = readList(readKind<Fact>(FACTS, "fact"));
