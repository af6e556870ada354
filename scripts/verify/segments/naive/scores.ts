import type { PointsModel, ScoringModel } from "../../../../app/pipeline/score/model.ts";
import type { ScoreName } from "../../../../app/pipeline/score/scores.ts";
import type { Order } from "../simulate/world.ts";
import { DAY_MS, MINUTE_MS } from "../simulate/world.ts";
import type { KnownSignal } from "../simulate/profile-histories.ts";
import type { NaiveBenchmarks } from "./benchmarks.ts";
import { netOf, ordersAt, YEAR_MS } from "./orders.ts";

const MILLION = 1_000_000;
const SLOT_MS = 15 * MINUTE_MS;
const TRUST = { signed: 0, claimed: 1, unsigned: 2 } as const;

/** One signal of one trust in one quarter of an hour. */
interface Quarter {
  signal: KnownSignal["signal"];
  trust: 0 | 1 | 2;
  begins: number;
  firstAt: number;
  lastAt: number;
  count: number;
}

/** Points that began to fade at `begins`, with what dampeners left of them. */
export interface Fading {
  group: string;
  trust: 0 | 1 | 2;
  begins: number;
  ends: number;
  halfLifeMs: number;
  kept: number;
}

/** The quarters of what is known, by signal, then time, then trust: the order in which caps are filled. */
export function quartersOf(signals: readonly KnownSignal[]): Quarter[] {
  const quarters = new Map<string, Quarter>();
  for (const { signal, trust, occurredAt } of signals) {
    const begins = Math.floor(occurredAt / SLOT_MS) * SLOT_MS;
    const key = `${signal} ${trust} ${begins}`;
    const known = quarters.get(key);
    quarters.set(key, {
      signal,
      trust: TRUST[trust],
      begins,
      firstAt: Math.min(known?.firstAt ?? occurredAt, occurredAt),
      lastAt: Math.max(known?.lastAt ?? occurredAt, occurredAt),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...quarters.values()].sort((a, b) => {
    if (a.signal !== b.signal) return a.signal < b.signal ? -1 : 1;
    return a.begins - b.begins || a.trust - b.trust;
  });
}

/** Rules 6 to 25: what is earned and not taken away again, by what is known; null: no evidence. */
export function fadingOf(quarters: readonly Quarter[], model: PointsModel): Fading[] | null {
  const capped = (rule: { dailyCap: number }, quarter: Quarter): number => {
    const day = Math.floor(quarter.begins / DAY_MS);
    const earlier = quarters
      .slice(0, quarters.indexOf(quarter))
      .filter(
        ({ signal, begins }) => signal === quarter.signal && Math.floor(begins / DAY_MS) === day,
      )
      .reduce((sum, { count }) => sum + count, 0);
    return Math.max(0, Math.min(quarter.count, rule.dailyCap - earlier));
  };
  const takers = quarters
    .flatMap((quarter) => {
      const rule = model.dampeners[quarter.signal];
      if (rule === undefined || rule.share === 0) return [];
      return [{ ...quarter, ...rule, counted: capped(rule, quarter) }];
    })
    .filter(({ counted }) => counted > 0)
    .sort((a, b) => a.begins - b.begins);
  let hasEvidence = false;
  const fading: Fading[] = [];
  for (const quarter of quarters) {
    const rule = model.signals[quarter.signal];
    if (rule === undefined || rule.weight === 0) continue;
    hasEvidence = true;
    let kept = Math.round(rule.weight * MILLION) * capped(rule, quarter);
    for (const taker of takers) {
      const isBefore = quarter.begins <= taker.begins && quarter.firstAt <= taker.lastAt;
      const isInReach =
        taker.reachMs === undefined || quarter.begins > taker.begins - taker.reachMs;
      const isAllowed = taker.trust <= quarter.trust && taker.groups.includes(rule.group);
      if (isBefore && isInReach && isAllowed) {
        kept = Math.round(kept * (1 - taker.share) ** taker.counted);
      }
    }
    const { begins, trust } = quarter;
    const ends = rule.windowMs === undefined ? Infinity : begins + rule.windowMs;
    fading.push({ group: rule.group, trust, begins, ends, halfLifeMs: rule.halfLifeMs, kept });
  }
  return hasEvidence ? fading : null;
}

/** `min(100, all, signed and claimed + 40, signed + 70)`, every group at most its cap. In millionths. */
export function pointsAt(
  fading: readonly Fading[],
  { points, model, at }: { points: PointsModel; model: ScoringModel; at: number },
): number {
  const sums = [0, 0, 0];
  for (const [group, cap] of Object.entries(points.groupCaps)) {
    let left = 0;
    for (const trust of [0, 1, 2] as const) {
      for (const row of fading) {
        if (row.group !== group || row.trust !== trust || at >= row.ends) continue;
        left += Math.round(row.kept * 2 ** -((at - row.begins) / row.halfLifeMs));
      }
      sums[trust] = (sums[trust] ?? 0) + Math.min(left, Math.round(cap * MILLION));
    }
  }
  const [signed = 0, claimed = 0, all = 0] = sums;
  return Math.min(
    100 * MILLION,
    all,
    claimed + Math.round(model.trustCaps.unsigned * MILLION),
    signed + Math.round(model.trustCaps.claimed * MILLION),
  );
}

/** Rules 38 to 49. */
export function valueAt(
  orders: readonly Order[],
  { model, benchmarks, at }: { model: ScoringModel; benchmarks: NaiveBenchmarks; at: number },
): number | null {
  const counted = ordersAt(orders, at);
  const last = counted.at(-1);
  if (last === undefined || benchmarks.customers === 0) return null;
  const { pointsPerDecile, pointsPerOrder, frequencyCap, recencyPoints } = model.value;
  const ofYear = counted.filter(({ placedAt }) => placedAt > at - YEAR_MS);
  const revenue = ofYear.reduce((sum, order) => sum + netOf(order, at), 0);
  const tenths = revenue > 0 ? 1 + benchmarks.deciles.filter((cut) => revenue >= cut).length : 0;
  const micro = (value: number): number => Math.round(value * MILLION);
  const frequency = Math.min(micro(frequencyCap), micro(pointsPerOrder) * ofYear.length);
  const gaps = (at - last.placedAt) / benchmarks.typicalGapMs;
  return (
    micro(pointsPerDecile) * tenths + frequency + Math.round(micro(recencyPoints) * 2 ** -gaps)
  );
}

/** Rules 50 and 51. */
export function behaviorOf(
  scores: Record<Exclude<ScoreName, "behavior">, number | null>,
  parts: ScoringModel["behavior"],
): number | null {
  let sum = 0;
  let whole = 0;
  for (const name of ["intent", "engagement", "value"] as const) {
    const score = scores[name];
    if (score === null) continue;
    sum += parts[name] * score;
    whole += parts[name];
  }
  return whole === 0 ? null : Math.round(sum / whole);
}
