import type { DueProfile } from "../db/due-profiles.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { evaluateSegments } from "../pipeline/segment/evaluate-segments.ts";
import type { Reason } from "../pipeline/segment/fact.ts";
import { judgeProfile, type Judgement } from "../pipeline/segment/judge-profile.ts";
import { profileDueAt } from "../pipeline/segment/profile-due-at.ts";
import type { Memberships } from "../pipeline/segment/segments.ts";
import type { ProfileFacts } from "../pipeline/shared/records.ts";
import { loadMembershipStates } from "./load-membership-states.ts";
import type { LoadedProfiles } from "./load-profile-facts.ts";
import type { Expected } from "./predict-profiles.ts";
import type { ShopSegments } from "./shop-segments.ts";
import { situateProfiles } from "./situate-profiles.ts";

export interface JudgedProfile {
  profile: DueProfile;
  facts: ProfileFacts;
  judgement: Judgement;
  /** By the definitions that are being built; null: nothing is, or their pass comes to this profile later. */
  coming: Memberships | null;
  lastSeenAt: number | null;
}

/**
 * Scores profiles and judges every segment for each, by the definitions in force and by those that are being built
 * where their pass has been: what they said then may hold no more.
 */
export async function judgeProfiles(
  db: Queryable,
  options: {
    shop: ShopRow;
    profiles: readonly DueProfile[];
    loaded: LoadedProfiles;
    segments: ShopSegments;
    expected: Expected;
    benchmarks: ShopBenchmarks;
    model: ScoringModel;
    now: number;
  },
): Promise<JudgedProfile[]> {
  const { shop, profiles, loaded, expected, benchmarks, model, now } = options;
  const { inForce, build } = options.segments;
  const states = await loadMembershipStates(db, shop.shopId, {
    profileIds: profiles.map(({ profileId }) => profileId),
    segments: inForce,
  });
  const situationOf = situateProfiles({ shop, loaded, states, benchmarks, model });
  return profiles.map((profile) => {
    const { profileId } = profile;
    const { facts, lastSeenAt } = loaded.of(profileId);
    const customer = expected.outlooks.get(profileId) ?? null;
    const visit = expected.visits.get(profileId) ?? null;
    const situation = situationOf(profileId, { outlook: { customer, visit }, asOf: now });
    const whole = judgeProfile({ ...situation, segments: inForce });
    const judgement = { ...whole, memberships: tellMemberships(whole.memberships) };
    const judged = { profile, facts, judgement, coming: null, lastSeenAt };
    if (build === null || build.cursor === null || profileId > build.cursor) return judged;
    // As if they came into force right after this look.
    const memberships = { ...situation.person.memberships, ...judgement.memberships };
    const person = { ...situation.person, memberships };
    const coming = evaluateSegments({ ...situation, person, segments: build.segments });
    const dueAt = profileDueAt({ asOf: now, candidates: [judgement.dueAt, coming.nextFlip] });
    return {
      ...judged,
      judgement: { ...judgement, dueAt },
      coming: tellMemberships(coming.memberships),
    };
  });
}

/** Nobody asks why something is as it was at the look before. */
const AS_BEFORE: Reason = [];

/**
 * The same with the reasons of what changed told in full, and without those of all else: a reason that is still to be told holds all
 * that the profile was judged on, which would be kept for as long as the batch takes.
 */
function tellMemberships(memberships: Memberships): Memberships {
  const told: Memberships = {};
  for (const [handle, { member, since, changed, reason }] of Object.entries(memberships)) {
    const facts = changed ? reason() : AS_BEFORE;
    told[handle] = { member, since, changed, reason: () => facts };
  }
  return told;
}
