import { loadOrders } from "../db/orders.ts";
import type { DueProfile } from "../db/profiles.ts";
import { loadRollUp } from "../db/roll-up.ts";
import type { SegmentRow } from "../db/segments.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { mergeRows } from "../pipeline/score/merge-rows.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { judgeProfile, type Judgement } from "../pipeline/segment/judge-profile.ts";
import type { ProfileFacts } from "../pipeline/shared/records.ts";

export interface JudgedProfile {
  profile: DueProfile;
  facts: ProfileFacts;
  judgement: Judgement;
  /** From the roll-up, as the scores: it follows identities that move from one profile to another. */
  lastSeenAt: number | null;
}

/** Scores profiles and judges every segment for each. */
export async function judgeProfiles(
  db: Queryable,
  options: {
    shopId: number;
    profiles: DueProfile[];
    segments: SegmentRow[];
    benchmarks: ShopBenchmarks;
    model: ScoringModel;
    now: number;
  },
): Promise<JudgedProfile[]> {
  const { shopId, profiles, benchmarks, model, now } = options;
  const profileIds = profiles.map((profile) => profile.profileId);
  const rollUp = await loadRollUp(db, shopId, profileIds);
  const orders = await loadOrders(db, shopId, profileIds);
  const segments = parseSegments(options.segments);
  return profiles.map((profile) => {
    const facts = {
      // Once for all that is computed of them: merging merged rows costs next to nothing.
      rows: mergeRows(rollUp.get(profile.profileId) ?? []),
      orders: orders.get(profile.profileId) ?? [],
    };
    const lastSeenAt = facts.rows.reduce<number | null>(
      (latest, { lastAt }) => Math.max(latest ?? lastAt, lastAt),
      null,
    );
    const judgement = judgeProfile({ facts, segments, benchmarks, model, asOf: now });
    return { profile, facts, judgement, lastSeenAt };
  });
}
