import type { SlotRow } from "../shared/records.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import { slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import { createAllotment } from "./allot-daily-cap.ts";
import { TRUST_RANK } from "./merge-rows.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { PointsModel } from "./model.ts";
import type { DecayingPoints, PointsTerm } from "./points-curve.ts";

/** One dampening signal at one level of trust, as far as it takes from one group. */
export interface DampenerTerm {
  signal: Signal;
  trust: Trust;
  group: string;
  count: number;
  counted: number;
}

/** What one dampener took of a row: the row was worth `from` before it and `to` after it. */
export interface Taking {
  /** The place of its `DampenerTerm`. */
  dampener: number;
  from: MicroPoints;
  to: MicroPoints;
}

/** One row of a dampening signal. */
interface Dampening {
  signal: Signal;
  trust: Trust;
  since: Instant;
  lastAt: Instant;
  /** It takes from rows whose slot begins later than this. */
  reachesTo: Instant;
  /** What it leaves, 0 to 1. */
  leaves: number;
  /** The place of its term by group. */
  termOfGroup: ReadonlyMap<string, number>;
}

/**
 * Takes from every row what the dampeners after it take, and notes it in `kept` and `takings`. A
 * row is before a dampener when its first occurrence is not later than the dampener's last one;
 * what is less trusted takes nothing from what is more trusted. Each taking is a share for good,
 * so what is left of a row falls with time as ever.
 */
export function applyDampeners(input: {
  rows: readonly SlotRow[];
  model: PointsModel;
  asOf: Instant;
  terms: readonly PointsTerm[];
  decaying: DecayingPoints[];
}): DampenerTerm[] {
  const { terms, decaying } = input;
  const { dampenings, dampeners } = findDampenings(input);
  if (dampenings.length === 0) return dampeners;
  for (const row of decaying) {
    const term = terms[row.term];
    if (term === undefined) continue;
    const takings: Taking[] = [];
    for (const dampening of dampenings) {
      const dampener = dampening.termOfGroup.get(term.group);
      if (dampener === undefined || !isTakenFrom(row, term.trust, dampening)) continue;
      const from = row.kept;
      row.kept = Math.round(from * dampening.leaves);
      takings.push({ dampener, from, to: row.kept });
    }
    if (takings.length > 0) row.takings = takings;
  }
  return dampeners;
}

const isTakenFrom = (row: DecayingPoints, trust: Trust, dampening: Dampening): boolean =>
  row.firstAt <= dampening.lastAt &&
  row.since <= dampening.since &&
  row.since > dampening.reachesTo &&
  TRUST_RANK[dampening.trust] <= TRUST_RANK[trust];

function findDampenings(input: { rows: readonly SlotRow[]; model: PointsModel; asOf: Instant }): {
  dampenings: Dampening[];
  dampeners: DampenerTerm[];
} {
  const { rows, model, asOf } = input;
  const allot = createAllotment();
  const dampeners: DampenerTerm[] = [];
  const placeOf = new Map<string, Map<string, number>>();
  const dampenings: Dampening[] = [];
  for (const row of rows) {
    const rule = model.dampeners[row.signal];
    const since = slotStart(row.slot);
    if (rule === undefined || rule.share === 0 || since > asOf) continue;

    const { signal, trust, count, lastAt } = row;
    const counted = allot(row, rule.dailyCap);
    const key = `${signal} ${trust}`;
    const termOfGroup = placeOf.get(key) ?? new Map<string, number>();
    placeOf.set(key, termOfGroup);
    for (const group of rule.groups) {
      const place = termOfGroup.get(group) ?? dampeners.length;
      const term = dampeners[place];
      termOfGroup.set(group, place);
      if (term === undefined) dampeners.push({ signal, trust, group, count, counted });
      else {
        term.count += count;
        term.counted += counted;
      }
    }
    if (counted === 0) continue;
    const leaves = (1 - rule.share) ** counted;
    const reachesTo = rule.reachMs === undefined ? -Infinity : since - rule.reachMs;
    dampenings.push({ signal, trust, since, lastAt, reachesTo, leaves, termOfGroup });
  }
  // Rows come signal by signal; what an earlier one took, a later one no longer finds. The sort is
  // stable, so that of one slot the order of the rows decides.
  dampenings.sort((a, b) => a.since - b.since);
  return { dampenings, dampeners };
}
