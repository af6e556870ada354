import type { SlotRow } from "../shared/records.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import { DAY_MS, SLOT_MS, slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import { decayPoints } from "./decay.ts";
import { TRUST_RANK } from "./merge-rows.ts";
import { toMicro } from "./micro-points.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { PointsModel } from "./model.ts";

const SLOTS_PER_DAY = DAY_MS / SLOT_MS;

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
interface DecayingPoints {
  term: number;
  since: Instant;
  earned: MicroPoints;
  halfLifeMs: number;
}

/** The points of one score as a function of time, while no new event comes. */
export interface PointsCurve {
  terms: PointsTerm[];
  decaying: DecayingPoints[];
}

/**
 * The curve from what is known at `asOf`: rows whose slot has begun, each with its share of its
 * signal's daily cap, the earliest slot first and the more trusted first within a slot. Rows come
 * from `mergeRows`. A profile without a row that this score counts gives null: unknown, not zero.
 */
export function tracePoints(input: {
  rows: readonly SlotRow[];
  model: PointsModel;
  asOf: Instant;
}): PointsCurve | null {
  const { rows, model, asOf } = input;
  const terms: PointsTerm[] = [];
  const decaying: DecayingPoints[] = [];
  let signal: Signal | null = null;
  let day = 0;
  let left = 0;
  // Rows come signal by signal, so a term is among the last three at most.
  let termOfTrust: (number | undefined)[] = [];

  for (const row of rows) {
    const since = slotStart(row.slot);
    const rule = model.signals[row.signal];
    if (rule === undefined || rule.weight === 0 || since > asOf) continue;

    const rowDay = Math.floor(row.slot / SLOTS_PER_DAY);
    if (row.signal !== signal) termOfTrust = [];
    if (row.signal !== signal || rowDay !== day) left = rule.dailyCap;
    signal = row.signal;
    day = rowDay;
    const counted = Math.min(row.count, left);
    left -= counted;
    const earned = toMicro(rule.weight) * counted;

    const rank = TRUST_RANK[row.trust];
    const index = termOfTrust[rank] ?? terms.length;
    termOfTrust[rank] = index;
    const term = terms[index];
    if (term === undefined) {
      const { count, trust } = row;
      terms.push({ signal, trust, group: rule.group, count, counted, earned });
    } else {
      term.count += row.count;
      term.counted += counted;
      term.earned += earned;
    }
    if (earned > 0) decaying.push({ term: index, since, earned, halfLifeMs: rule.halfLifeMs });
  }
  return terms.length === 0 ? null : { terms, decaying };
}

/** What is left of each term's points at an instant not before the curve's `asOf`; before caps. */
export function decayedTerms(curve: PointsCurve, at: Instant): MicroPoints[] {
  const decayed = curve.terms.map(() => 0);
  for (const { term, since, earned, halfLifeMs } of curve.decaying) {
    decayed[term] = (decayed[term] ?? 0) + decayPoints(earned, (at - since) / halfLifeMs);
  }
  return decayed;
}
