import { countOrders } from "../score/counted-orders.ts";
import type { CountedOrder } from "../score/counted-orders.ts";
import type { ScoreName } from "../score/scores.ts";
import { traceScores } from "../score/trace-scores.ts";
import { timeZoneOf } from "../shared/time-zone.ts";
import type { Instant } from "../shared/time.ts";
import { createOccurrences } from "./occurrences.ts";
import type { Occurrences } from "./occurrences.ts";
import { once } from "./once.ts";
import type { MembershipState, Situation } from "./situation.ts";
import type { Measure } from "./span.ts";
import { NEVER } from "./verdict.ts";

/** A membership as settled at this look, with the instant up to which it stays. */
export interface SettledMembership extends MembershipState {
  flipsAt(limit: Instant): Instant;
}

/** A situation with what several conditions need of it: each computed once, if at all. */
export interface Prepared extends Situation, Measure {
  /** Counted at `asOf`, the oldest first. */
  countedOrders(): readonly CountedOrder[];
  occurrencesOf: Occurrences;
  /** The first second at which a score lies below so many millionths of a point; NEVER when not before `limit`. */
  scoreBelowAt(score: ScoreName, threshold: number, limit: Instant): Instant;
  /** The segments that were judged before at this look; another one is as it was at the look before. */
  settled: Map<string, SettledMembership>;
}

export function prepare(situation: Situation): Prepared {
  const { facts, asOf } = situation;
  const measured = { ...situation, zone: timeZoneOf(situation.shop.timeZone) };
  const trace = once(() => traceScores(situation));
  return {
    ...measured,
    countedOrders: once(() => countOrders(facts.orders, asOf)),
    occurrencesOf: createOccurrences(measured),
    scoreBelowAt: (score, threshold, limit) => trace()(score, threshold, limit) ?? NEVER,
    settled: new Map(),
  };
}
