import type { SlotRow } from "../shared/records.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import { slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import { createAllotment } from "./allot-daily-cap.ts";
import { applyDampeners } from "./apply-dampeners.ts";
import type { DampenerTerm, Taking } from "./apply-dampeners.ts";
import { decayPoints } from "./decay.ts";
import { TRUST_RANK } from "./merge-rows.ts";
import { toMicro } from "./micro-points.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { PointsModel } from "./model.ts";

/** All rows of one signal at one level of trust: what becomes one contribution. */
export interface PointsTerm {
  signal: Signal;
  trust: Trust;
  group: string;
  count: number;
  counted: number;
  earned: MicroPoints;
}

/** A row's points as they were earned, and since when they decay. */
export interface DecayingPoints {
  term: number;
  since: Instant;
  /** The end of its window; Infinity without one. */
  until: Instant;
  /** When its first occurrence was. */
  firstAt: Instant;
  earned: MicroPoints;
  /** What dampeners left of it. */
  kept: MicroPoints;
  /** What each dampener took, the earliest first. */
  takings: readonly Taking[];
  halfLifeMs: number;
}

/** The points of one score as a function of time, while no new event comes. */
export interface PointsCurve {
  terms: PointsTerm[];
  decaying: DecayingPoints[];
  /** What `takings` name by their place; empty where nothing was taken. */
  dampeners: DampenerTerm[];
}

const NOTHING_TAKEN: readonly Taking[] = [];

/**
 * The curve from what is known at `asOf`: rows whose slot has begun, each with its share of its
 * signal's daily cap, the earliest slot first and the more trusted first within a slot. Rows come
 * from `mergeRows`. A profile without a row that this score counts gives null: unknown, not zero.
 * A row whose window has ended keeps its place under the daily cap: else its end would make room
 * for others, and the score could rise by itself.
 */
export function tracePoints(input: {
  rows: readonly SlotRow[];
  model: PointsModel;
  asOf: Instant;
}): PointsCurve | null {
  const { rows, model, asOf } = input;
  const allot = createAllotment();
  const terms: PointsTerm[] = [];
  const decaying: DecayingPoints[] = [];
  let signal: Signal | null = null;
  // Rows come signal by signal, so a term is among the last three at most.
  let termOfTrust: (number | undefined)[] = [];

  for (const row of rows) {
    const since = slotStart(row.slot);
    const rule = model.signals[row.signal];
    if (rule === undefined || rule.weight === 0 || since > asOf) continue;

    if (row.signal !== signal) termOfTrust = [];
    signal = row.signal;
    const until = rule.windowMs === undefined ? Infinity : since + rule.windowMs;
    const isOver = until <= asOf;
    const allotted = allot(row, rule.dailyCap);
    const count = isOver ? 0 : row.count;
    const counted = isOver ? 0 : allotted;
    const earned = toMicro(rule.weight) * counted;

    const rank = TRUST_RANK[row.trust];
    const index = termOfTrust[rank] ?? terms.length;
    termOfTrust[rank] = index;
    const term = terms[index];
    if (term === undefined) {
      terms.push({ signal, trust: row.trust, group: rule.group, count, counted, earned });
    } else {
      term.count += count;
      term.counted += counted;
      term.earned += earned;
    }
    if (earned > 0) {
      decaying.push({
        term: index,
        since,
        until,
        firstAt: row.firstAt,
        earned,
        kept: earned,
        takings: NOTHING_TAKEN,
        halfLifeMs: rule.halfLifeMs,
      });
    }
  }
  if (terms.length === 0) return null;
  return { terms, decaying, dampeners: applyDampeners({ rows, model, asOf, terms, decaying }) };
}

/** What is left of points of a row at an instant; nothing from the end of its window on. */
export const pointsLeft = (
  points: MicroPoints,
  { since, until, halfLifeMs }: DecayingPoints,
  at: Instant,
): MicroPoints => (at < until ? decayPoints(points, (at - since) / halfLifeMs) : 0);

/**
 * What is left of each term's points at an instant not before the curve's `asOf`, before caps: as
 * dampeners left them, or as they were earned.
 */
export function decayedTerms(
  curve: PointsCurve,
  at: Instant,
  which: "kept" | "earned" = "kept",
): MicroPoints[] {
  const decayed = curve.terms.map(() => 0);
  for (const row of curve.decaying) {
    decayed[row.term] = (decayed[row.term] ?? 0) + pointsLeft(row[which], row, at);
  }
  return decayed;
}
