import type { MicroPoints } from "../score/micro-points.ts";
import type { Rfm } from "../score/rfm.ts";
import type { ScoreName, UnknownReason } from "../score/scores.ts";
import type { RfmGroup } from "../shared/rfm-group-names.ts";
import type {
  Comparison,
  ConsentState,
  Filter,
  Moment,
  Money,
  Percentile,
  Prediction,
  PredictionAtom,
  RevenueAtom,
  RfmAtom,
  Things,
  Window,
} from "./condition-tree.ts";

/** How a number stands to the limit that it was held against; "not": it had to be exactly that one. */
export type Relation = Comparison | "not";

/** A length of time that has passed or was asked for: days of the calendar where these decide, else milliseconds. */
export type Length = { days: number } | { ms: number };

/** Why an RFM class is not known. */
type NoClass = Extract<Rfm, { group: null }>["reason"];

/**
 * Something that is so of a profile and decided a verdict, with its numbers. Plain data: it is kept as JSON and put
 * into words where it is read, in whatever language that is.
 */
export type Fact =
  /** Of a condition without parts. */
  | { kind: "empty"; of: "all" | "any" }
  /** The merchant has excluded the customer. */
  | { kind: "left-out" }
  /** Words of an earlier release, in English. */
  | { kind: "written"; text: string }
  | { kind: "score"; score: ScoreName; points: MicroPoints; relation: Relation; limit: number }
  | { kind: "score-unknown"; score: ScoreName; why: UnknownReason }
  /** `told` and `limit` in percent; of the lifetime value in minor units of `currency`, else null. */
  | {
      kind: "prediction";
      of: Prediction;
      bound: PredictionAtom["bound"];
      told: number;
      relation: Relation;
      limit: number;
      currency: string | null;
    }
  | { kind: "prediction-unknown"; of: Prediction }
  /** `inMs` below 0: it was expected so long ago. */
  | { kind: "next-order"; inMs: number; isNear: boolean }
  | { kind: "next-order-unknown" }
  | { kind: "rfm"; axis: RfmAtom["axis"]; fifth: number; relation: Relation; limit: number }
  | { kind: "rfm-group"; group: RfmGroup }
  | { kind: "rfm-unknown"; why: NoClass }
  | {
      kind: "count";
      of: Things;
      each: "product" | null;
      window: Window | null;
      count: number;
      relation: Relation;
      limit: number;
    }
  | {
      kind: "sum";
      of: Things;
      money: Money;
      window: Window | null;
      minor: number;
      currency: string;
      relation: Relation;
      limit: number;
    }
  /** `count` of `orders` pass; `limit` in percent. */
  | {
      kind: "share";
      where: readonly Filter[];
      window: Window | null;
      count: number;
      orders: number;
      relation: Relation;
      limit: number;
    }
  | { kind: "no-orders"; window: Window | null }
  | { kind: "no-revenue" }
  | { kind: "revenue-unknown" }
  /** `times` the percentile, rounded down to hundredths; null: the percentile is 0. */
  | {
      kind: "revenue";
      comparison: RevenueAtom["comparison"];
      percentile: Percentile;
      times: number | null;
      met: boolean;
    }
  | {
      kind: "since";
      moment: Moment;
      ago: Length;
      relation: "at-least" | "less-than";
      limit: Length;
    }
  /** A moment that never happened. */
  | { kind: "never"; of: Things }
  | { kind: "followed"; moment: Moment; ago: Length; by: Things }
  /** `isOpen`: there is still time for it. */
  | {
      kind: "not-followed";
      moment: Moment;
      ago: Length;
      by: readonly Things[];
      within: Length | null;
      isOpen: boolean;
    }
  | { kind: "consent"; channel: "email" | "sms"; state: ConsentState }
  | { kind: "tag"; tag: string; met: boolean }
  | { kind: "segment"; handle: string; met: boolean }
  | { kind: "person"; is: "customer" | "visitor" };

/** Why a verdict is as it is: the facts that decided, all of which are so. */
export type Reason = readonly Fact[];
