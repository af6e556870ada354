import { loadOrders } from "../db/orders.ts";
import type { DueProfile } from "../db/profiles.ts";
import { loadRollUp } from "../db/roll-up.ts";
import type { SegmentRow } from "../db/segments.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { mergeRows } from "../pipeline/score/merge-rows.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { judgeProfile, type Judgement } from "../pipeline/segment/judge-profile.ts";
import { personOf } from "../pipeline/segment/situation.ts";
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
    shop: ShopRow;
    profiles: DueProfile[];
    segments: SegmentRow[];
    benchmarks: ShopBenchmarks;
    model: ScoringModel;
    now: number;
  },
): Promise<JudgedProfile[]> {
  const { profiles, benchmarks, model, now } = options;
  const { shopId, timezone, currency } = options.shop;
  const profileIds = profiles.map((profile) => profile.profileId);
  const rollUp = await loadRollUp(db, shopId, profileIds);
  const orders = await loadOrders(db, shopId, profileIds);
  const segments = parseSegments(options.segments);
  const shop = { catalog: new Map(), timeZone: timezone, currency };
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
    const judgement = judgeProfile({
      facts,
      person: personOf({ customerId: profile.customerId }),
      shop,
      segments,
      benchmarks,
      model,
      asOf: now,
    });
    return { profile, facts, judgement, lastSeenAt };
  });
}
