import { atLeast } from "../visits/at-least.ts";
import type { Probability } from "./probability.ts";

/** Probabilities to buy over horizons of different lengths. */
export interface Soon {
  week: Probability;
  month: Probability;
  horizon: Probability;
}

/**
 * Each horizon has a model of its own, and they may disagree by a little: over a longer time a purchase is never less
 * likely. The longer rest on more outcomes, so the shorter give way. The shop's own horizon takes its place by its
 * length, which in a shop of fast rhythm is less than a month.
 */
export function orderByLength(told: Soon, lengthMs: Record<keyof Soon, number>): Soon {
  const { week, month, horizon } = told;
  const entries: [keyof Soon, Probability][] = [
    ["horizon", horizon],
    ["month", month],
    ["week", week],
  ];
  entries.sort(([one], [other]) => lengthMs[other] - lengthMs[one]);
  const ordered = { ...told };
  let longer: Probability | undefined;
  for (const [name, probability] of entries) {
    ordered[name] = longer === undefined ? probability : atMost(probability, longer);
    longer = ordered[name];
  }
  return ordered;
}

/**
 * The models of longer horizons see a customer's rhythm and little of the visit that goes on: where it makes a purchase
 * within a day likelier than they say of a week, it is right.
 */
export function liftAll(told: Soon, withinADay: Probability | undefined): Soon {
  if (withinADay === undefined) return told;
  return {
    week: atLeast(told.week, withinADay),
    month: atLeast(told.month, withinADay),
    horizon: atLeast(told.horizon, withinADay),
  };
}

const atMost = (shorter: Probability, longer: Probability): Probability => ({
  ...shorter,
  value: Math.min(shorter.value, longer.value),
  low: Math.min(shorter.low, longer.low),
  high: Math.min(shorter.high, longer.high),
});
