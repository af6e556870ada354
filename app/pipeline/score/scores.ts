import type { ScoreName } from "../shared/score-names.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import type { Instant } from "../shared/time.ts";
import type { MicroPoints } from "./micro-points.ts";

export type { ScoreName };

/** In the order in which they are computed: behavior is made of the others. */
export const SCORE_NAMES = [
  "intent",
  "engagement",
  "value",
  "behavior",
] as const satisfies readonly ScoreName[];

export type ValueTerm = "monetary" | "frequency" | "recency";

/**
 * One line of a score's ledger. The points of all lines add up to the score exactly. The numbers of points
 * of a dampener are 0 or below.
 */
export interface Contribution {
  /** The signal; for value its term; for behavior the score that is part of it. */
  term: Signal | ValueTerm | Exclude<ScoreName, "behavior">;
  /** The group whose cap it shares; "value" and "behavior" for those scores. */
  group: string;
  trust: Trust;
  /** Occurrences; tenths of the shop's customers for monetary, orders for frequency, else 1. */
  count: number;
  /** Occurrences within the daily caps; `count` where there is none. */
  counted: number;
  /** Before decay, what a dampener took included. For behavior: the whole score that is part of it. */
  earned: MicroPoints;
  /** After decay, before caps. */
  decayed: MicroPoints;
  /** What it adds to the score. */
  points: MicroPoints;
}

/** Why a score is unknown. Unknown is not zero. */
export type UnknownReason =
  | "no-browsing-yet"
  | "no-activity-yet"
  | "no-orders-yet"
  | "no-benchmarks-yet"
  | "nothing-known-yet";

export type Score =
  | { points: MicroPoints; contributions: Contribution[] }
  | { points: null; reason: UnknownReason; contributions: [] };

/** All scores of one profile at one instant, under one model. */
export type ProfileScores = Record<ScoreName, Score> & { asOf: Instant; modelVersion: number };

/** A score of which nothing is known, and why. */
export const unknownScore = (reason: UnknownReason): Score => ({
  points: null,
  reason,
  contributions: [],
});
