import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { Purchase } from "../features/purchases.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { cutFifths, fifthOf } from "./fifths.ts";

/**
 * The trivial rules that every model is judged against: each orders customers by how soon they will buy, more
 * being sooner.
 */
export const RULE_NAMES = ["recency", "frequency", "rfm-sum", "decayed-count"] as const;

export type RuleName = (typeof RULE_NAMES)[number];

/** A rule with what it measures by. Plain data. */
export interface FittedRule {
  name: RuleName;
  halfLifeDays: number;
  /** Of recency, frequency and money: the values that cut this shop's customers into fifths. */
  fifths: number[][];
}

/**
 * Half-life of the decayed count where nothing was learned: a quarter of a year, the span between two orders that
 * is assumed elsewhere too.
 */
export const HALF_LIFE_DAYS = 91;

/** Those that a shop's own history chooses from. */
export const HALF_LIVES_DAYS = [30, 60, HALF_LIFE_DAYS, 182, 365] as const;

/** The values that cut the customers of a snapshot into fifths by recency, frequency and money. */
export const measureFifths = (snapshot: Snapshot): number[][] => axesOf(snapshot).map(cutFifths);

/** Row i is the snapshot's row i. */
export function scoreByRule(rule: FittedRule, snapshot: Snapshot): Float64Array {
  const { asOf, purchases } = snapshot;
  switch (rule.name) {
    case "recency":
      return measure(purchases, (own) => -silenceDays(own, asOf));
    case "frequency":
      return measure(purchases, (own) => own.length);
    case "decayed-count":
      return measure(purchases, (own) =>
        own.reduce((sum, { at }) => sum + 2 ** (-(asOf - at) / DAY_MS / rule.halfLifeDays), 0),
      );
    case "rfm-sum": {
      const axes = axesOf(snapshot);
      return measure(purchases, (_, row) =>
        axes.reduce((sum, axis, place) => {
          return sum + fifthOf(axis[row] ?? 0, rule.fifths[place] ?? []);
        }, 0),
      );
    }
  }
}

const axesOf = ({ purchases, asOf }: Snapshot): Float64Array[] => [
  measure(purchases, (own) => -silenceDays(own, asOf)),
  measure(purchases, (own) => own.length),
  measure(purchases, (own) => own.reduce((sum, { totalMinor }) => sum + totalMinor, 0)),
];

const silenceDays = (purchases: readonly Purchase[], asOf: Instant): number =>
  (asOf - (purchases.at(-1)?.at ?? asOf)) / DAY_MS;

const measure = (
  purchases: readonly (readonly Purchase[])[],
  of: (own: readonly Purchase[], row: number) => number,
): Float64Array => Float64Array.from(purchases, of);
