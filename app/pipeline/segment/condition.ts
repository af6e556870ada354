import type { ScoreName } from "../score/scores.ts";
import type { Signal } from "../shared/signals.ts";

/** A point in a profile's past. A profile to which it never happened has none. */
export type Moment =
  | { kind: "first-order" }
  | { kind: "last-order" }
  /** The latest occurrence of any of these signals. */
  | { kind: "last-signal"; signals: readonly Signal[] };

/** A length of time; `typical-gaps` follows the shop's own rhythm. */
export type Duration =
  | { kind: "fixed"; ms: number }
  | { kind: "typical-gaps"; times: number }
  | { kind: "longest-of"; of: readonly Duration[] };

/** The percentiles that benchmarks hold. */
export type Percentile = 10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90;

/**
 * Who belongs to a segment, as data: it can be stored, shown and edited. A new kind of condition
 * is one more member here, one file that judges it, and one case in judge-condition.ts, which
 * does not compile until it is there.
 */
export type Condition =
  /** Met when all are; with an empty list always. */
  | { kind: "all"; of: readonly Condition[] }
  /** Met when at least one is; with an empty list never. */
  | { kind: "any"; of: readonly Condition[] }
  | { kind: "not"; of: Condition }
  | Atom;

export type Atom = ScoreAtom | OrdersAtom | RevenueAtom | SinceAtom | SequenceAtom;

/** A score against a threshold in points. An unknown score meets neither comparison. */
export interface ScoreAtom {
  kind: "score";
  score: ScoreName;
  comparison: "at-least" | "below";
  points: number;
}

/** Counted orders of the last `windowMs`, or of all time with null. */
export interface OrdersAtom {
  kind: "orders";
  windowMs: number | null;
  comparison: "at-least" | "at-most";
  count: number;
}

/** Net revenue of the last 365 days against a percentile of the shop's customers. */
export interface RevenueAtom {
  kind: "revenue";
  comparison: "reaches" | "above";
  percentile: Percentile;
}

/** Time passed since a moment. A moment that never happened meets neither comparison. */
export interface SinceAtom {
  kind: "since";
  moment: Moment;
  comparison: "at-least" | "at-most";
  duration: Duration;
}

/** `moment` happened, and none of `unlessLater` happened at the same instant or later. */
export interface SequenceAtom {
  kind: "sequence";
  moment: Moment;
  unlessLater: readonly Moment[];
}
