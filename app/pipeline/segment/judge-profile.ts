import type { ShopBenchmarks } from "../score/benchmarks.ts";
import { countOrders } from "../score/counted-orders.ts";
import { mergeRows } from "../score/merge-rows.ts";
import type { MicroPoints } from "../score/micro-points.ts";
import type { ScoringModel } from "../score/model.ts";
import { scoreRfm, standingOf } from "../score/rfm.ts";
import type { Rfm } from "../score/rfm.ts";
import { scoreProfile } from "../score/score-profile.ts";
import type { Score, ScoreName } from "../score/scores.ts";
import type { ProfileFacts } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { evaluateSegments } from "./evaluate-segments.ts";
import { profileDueAt } from "./profile-due-at.ts";
import type { Memberships, SegmentRule } from "./segments.ts";
import type { PersonFacts, ShopFacts } from "./situation.ts";

/** All that one look at a profile finds, in the shape in which it is stored. */
export interface Judgement {
  scores: {
    /** null: unknown, with the reason in the ledger. */
    points: Record<ScoreName, MicroPoints | null>;
    ledger: Record<ScoreName, Score>;
  };
  memberships: Memberships;
  rfm: Rfm;
  /** When to look again if nothing happens; null: not before the next event. */
  dueAt: Instant | null;
}

/**
 * Scores a profile, judges every segment and finds when to look again. A pure function of its
 * input: computed again from the same facts at the same instant it gives the same, to the digit.
 */
export function judgeProfile(input: {
  facts: ProfileFacts;
  person: PersonFacts;
  shop: ShopFacts;
  segments: readonly SegmentRule[];
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
  asOf: Instant;
}): Judgement {
  const { person, shop, segments, benchmarks, model, asOf } = input;
  // Scores and conditions both need the rows merged; merging merged rows costs next to nothing.
  const facts = { ...input.facts, rows: mergeRows(input.facts.rows) };
  const scores = scoreProfile({ facts, benchmarks, model, asOf });
  const { intent, engagement, value, behavior } = scores;
  const rfm = scoreRfm(standingOf(countOrders(facts.orders, asOf)), benchmarks.rfm);
  const { memberships, nextFlip } = evaluateSegments({
    segments,
    facts,
    person,
    shop,
    scores,
    rfm,
    benchmarks,
    model,
    asOf,
  });
  return {
    scores: {
      points: {
        intent: intent.points,
        engagement: engagement.points,
        value: value.points,
        behavior: behavior.points,
      },
      ledger: { intent, engagement, value, behavior },
    },
    memberships,
    rfm,
    dueAt: profileDueAt({ asOf, candidates: [nextFlip] }),
  };
}
