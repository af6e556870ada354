import type { Instant } from "../shared/time.ts";
import type { Fact, Reason } from "./fact.ts";

/** No later instant: nothing changes before the next event. */
export const NEVER: Instant = Infinity;

/** As it is stored and handed on: null for never. */
export const orNull = (at: Instant): Instant | null => (at === NEVER ? null : at);

/** One condition's word on a profile. What few ask for is computed when they ask: judgements come by the million. */
export interface Verdict {
  met: boolean;
  /** Why, with the numbers. */
  reason(): Reason;
  /**
   * An instant after `asOf` up to which `met` stays while nothing new happens and the benchmarks stay; of an atom
   * the very one at which it changes (of a score to the second). NEVER when it never does. Who looks again at
   * `limit` anyway does not need to know more than that it is not before: then any instant from `limit` on is told.
   */
  flipsAt(limit: Instant): Instant;
}

const never = (): Instant => NEVER;

/** A verdict that only something new can change. */
export const lasting = (met: boolean, fact: () => Fact): Verdict => ({
  met,
  reason: () => [fact()],
  flipsAt: never,
});

/** A verdict that changes at an instant, if that is still to come. */
export const changingAt = (input: {
  met: boolean;
  fact: () => Fact;
  at: Instant;
  asOf: Instant;
}): Verdict => ({
  met: input.met,
  reason: () => [input.fact()],
  flipsAt: () => (input.at > input.asOf ? input.at : NEVER),
});

/**
 * The first of some instants after `asOf` at which a verdict is another one. `breaks` must hold every instant at
 * which it can change, in any order; all others may be among them.
 */
export function firstChange(input: {
  met: boolean;
  metAt: (at: Instant) => boolean;
  breaks: Iterable<Instant>;
  asOf: Instant;
  /** Where to stop looking. */
  limit: Instant;
}): Instant {
  const { met, metAt, breaks, asOf, limit } = input;
  const ahead = new Set<Instant>();
  for (const at of breaks) if (at > asOf && at < limit) ahead.add(at);
  if (ahead.size === 0) return NEVER;
  return [...ahead].sort((a, b) => a - b).find((at) => metAt(at) !== met) ?? NEVER;
}
