import { dayOf } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

/**
 * All that the models of repeat purchase know of a customer. Times are in weeks since the first purchase. A
 * purchase is a UTC day with an order: of several orders of one day all but the first are the same visit.
 */
export interface RepeatHistory {
  /** Purchases after the first, a whole number: x in the literature. */
  repeats: number;
  /** Age at the last purchase, 0 without a repeat: t_x. */
  lastAge: number;
  /** Age as of which the history is told: T. At least `lastAge`. */
  observed: number;
}

const DAYS_PER_WEEK = 7;

/**
 * The history of a customer as of an instant, from the instants of the orders, sorted. What happened after `asOf` is
 * not known; for everything before a midnight, ask as of its last millisecond. Null without a purchase by then.
 */
export function readRepeatHistory(
  orderInstants: Iterable<Instant>,
  asOf: Instant,
): RepeatHistory | null {
  let firstDay: number | null = null;
  let lastDay = 0;
  let repeats = 0;
  for (const instant of orderInstants) {
    if (instant > asOf) break;
    const day = dayOf(instant);
    if (firstDay === null) firstDay = day;
    else if (day > lastDay) repeats += 1;
    lastDay = day;
  }
  if (firstDay === null) return null;
  return {
    repeats,
    lastAge: (lastDay - firstDay) / DAYS_PER_WEEK,
    observed: (dayOf(asOf) - firstDay) / DAYS_PER_WEEK,
  };
}

/**
 * The nearest history that can be: no negative count, no purchase later than what is observed, no age of a repeat
 * without a repeat. The models' formulas are only defined for such.
 */
export function tidyHistory(history: RepeatHistory): RepeatHistory {
  const repeats = Math.max(0, Math.floor(history.repeats));
  const observed = Math.max(0, history.observed);
  const lastAge = repeats === 0 ? 0 : Math.min(observed, Math.max(0, history.lastAge));
  return { repeats, lastAge, observed };
}
