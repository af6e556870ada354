import type { Signal } from "../shared/signals.ts";

/** What one occurrence of a signal is worth in one score. */
export interface SignalRule {
  /** The group whose cap it shares. */
  group: string;
  /** Points of one occurrence, 0 to 100, before decay. Never negative: decay must only lower. */
  weight: number;
  /** After so many milliseconds half of the points are left. */
  halfLifeMs: number;
  /** Occurrences of one UTC day beyond this number count nothing. */
  dailyCap: number;
}

/** A score made of decaying points of signals. */
export interface PointsModel {
  /** Most points that the group gives, by the group's name. */
  groupCaps: Record<string, number>;
  /** A signal that is not named here counts nothing in this score. */
  signals: Partial<Record<Signal, SignalRule>>;
}

/** A score made of a customer's orders, against those of the shop's other customers. */
export interface ValueModel {
  pointsPerDecile: number;
  pointsPerOrder: number;
  frequencyCap: number;
  recencyPoints: number;
}

/** Everything a merchant could turn in scoring; one version of it is one value. */
export interface ScoringModel {
  /** Stored beside every score, so that a score can be explained after the model has changed. */
  version: number;
  intent: PointsModel;
  engagement: PointsModel;
  value: ValueModel;
  /** Most points of one score from what is not signed, and from what is unsigned among it. */
  trustCaps: { claimed: number; unsigned: number };
  /** Parts of the behavior score; those of unknown scores are left out of the mean. */
  behavior: { intent: number; engagement: number; value: number };
}

/** Longest half-life: beyond it one millisecond of decay would drown in floating point's last digits. */
const MAX_HALF_LIFE_MS = 10 * 365 * 24 * 3_600_000;

/** Most occurrences a day: keeps every product of scoring below 2^53. */
const MAX_DAILY_CAP = 1000;

/**
 * Refuses a model under which scores could rise by themselves, leave 0 to 100 or become NaN.
 * @throws RangeError that names the number and its range
 */
export function assertScoringModel(model: ScoringModel): void {
  assertPointsModel("intent", model.intent);
  assertPointsModel("engagement", model.engagement);
  const { value, trustCaps, behavior } = model;
  assertBetween("value.pointsPerDecile", value.pointsPerDecile, [0, 10]);
  assertBetween("value.pointsPerOrder", value.pointsPerOrder, [0, 100]);
  const most = 10 * value.pointsPerDecile + value.frequencyCap + value.recencyPoints;
  assertBetween("value.frequencyCap", value.frequencyCap, [0, 100]);
  assertBetween("value.recencyPoints", value.recencyPoints, [0, 100]);
  assertBetween("the sum of the value terms", most, [0, 100]);
  assertBetween("trustCaps.claimed", trustCaps.claimed, [0, 100]);
  assertBetween("trustCaps.unsigned", trustCaps.unsigned, [0, trustCaps.claimed]);
  for (const [name, part] of Object.entries(behavior)) {
    assertBetween(`behavior.${name}`, part, [1, 1000]);
  }
}

function assertPointsModel(score: string, model: PointsModel): void {
  for (const [group, cap] of Object.entries(model.groupCaps)) {
    assertBetween(`${score}.groupCaps.${group}`, cap, [0, 100]);
  }
  for (const [signal, rule] of Object.entries(model.signals)) {
    const name = `${score}.signals.${signal}`;
    if (model.groupCaps[rule.group] === undefined) {
      throw new RangeError(`${name}.group is ${rule.group}, which has no cap`);
    }
    assertBetween(`${name}.weight`, rule.weight, [0, 100]);
    assertBetween(`${name}.halfLifeMs`, rule.halfLifeMs, [1000, MAX_HALF_LIFE_MS]);
    assertBetween(`${name}.dailyCap`, rule.dailyCap, [1, MAX_DAILY_CAP]);
  }
}

// Written as "not inside" so that NaN, for which every comparison is false, is refused too.
function assertBetween(name: string, value: number, [low, high]: [number, number]): void {
  if (!(value >= low && value <= high)) {
    throw new RangeError(`${name} must be ${low} to ${high}, it is ${value}`);
  }
}
