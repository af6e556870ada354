import type { Signal } from "../shared/signals.ts";

/** What one occurrence of a signal is worth in one score. */
export interface SignalRule {
  /** The group whose cap it shares. */
  group: string;
  /** Points of one occurrence, 0 to 100, before decay. Never negative: what takes points away is a dampener. */
  weight: number;
  /** After so many milliseconds half of the points are left. */
  halfLifeMs: number;
  /** Occurrences of one UTC day beyond this number count nothing. */
  dailyCap: number;
  /** Counts nothing any more so long after the beginning of its slot. Left out: it only decays. */
  windowMs?: number;
}

/**
 * A signal that speaks against: it takes points away from what stood before it, and nothing from what
 * comes after. It takes a share for good instead of points that come back: so a score never rises
 * while nothing happens, which finding the end of a membership relies on.
 */
export interface DampenerRule {
  /** The groups from whose points it takes. */
  groups: string[];
  /** What one occurrence takes of the points that are left, 0 to 1. */
  share: number;
  /** Occurrences of one UTC day beyond this number take nothing. */
  dailyCap: number;
  /** Takes only from what happened less than so long before. Left out: from all that did. */
  reachMs?: number;
}

/** A score made of decaying points of signals. */
export interface PointsModel {
  /** Most points that the group gives, by the group's name. */
  groupCaps: Record<string, number>;
  /** A signal that is named neither here nor among the dampeners counts nothing in this score. */
  signals: Partial<Record<Signal, SignalRule>>;
  dampeners: Partial<Record<Signal, DampenerRule>>;
}

/** A score made of a customer's orders, against those of the shop's other customers. */
export interface ValueModel {
  pointsPerDecile: number;
  pointsPerOrder: number;
  frequencyCap: number;
  recencyPoints: number;
}

/** Everything a merchant could turn in scoring; one version of it is one value, and plain JSON. */
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
