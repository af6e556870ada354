import type { BuildProfile } from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { evaluateSegments } from "../pipeline/segment/evaluate-segments.ts";
import type { Memberships } from "../pipeline/segment/segments.ts";
import type { MembershipState } from "../pipeline/segment/situation.ts";
import { loadMembershipStates } from "./load-membership-states.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { loadScoringModel } from "./load-scoring-model.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { requirementsOfAll, type ShopSegment } from "./shop-segments.ts";
import { situateProfiles } from "./situate-profiles.ts";

export interface JudgedComing {
  profileId: number;
  /** As the last look left them, by handle. */
  before: Readonly<Record<string, MembershipState>>;
  memberships: Memberships;
  nextFlip: number | null;
}

interface Asked {
  shop: ShopRow;
  profiles: readonly BuildProfile[];
  rules: readonly ShopSegment[];
  /** The segments that are in force. */
  known: readonly ShopSegment[];
  now: number;
}

/**
 * What profiles would be members of, if some definitions came into force now: of everybody, whether they are due or
 * not. Nothing is written, and predictions are as the last look told them.
 */
export const judgeComing = async (db: Queryable, asked: Asked): Promise<JudgedComing[]> => [
  ...(await judgeEach(db, asked)),
];

/** The same one after the other: whoever takes from each what is needed need not hold all verdicts at a time. */
export async function judgeEach(db: Queryable, asked: Asked): Promise<Iterable<JudgedComing>> {
  const { shop, profiles, rules, known, now } = asked;
  const { shopId } = shop;
  const benchmarks = await loadBenchmarks(db, shopId);
  const { model } = await loadScoringModel(db, shopId);
  const requirements = requirementsOfAll(rules);
  const loaded = await loadProfileFacts(db, shopId, { profiles, requirements, now });
  const states = await loadMembershipStates(db, shopId, {
    profileIds: profiles.map(({ profileId }) => profileId),
    segments: known,
  });
  const situationOf = situateProfiles({ shop, loaded, states, benchmarks, model });
  const judge = ({ profileId, customer, visit }: BuildProfile): JudgedComing => {
    const situation = situationOf(profileId, { outlook: { customer, visit }, asOf: now });
    const { memberships, nextFlip } = evaluateSegments({ ...situation, segments: rules });
    return { profileId, before: situation.person.memberships, memberships, nextFlip };
  };
  return {
    *[Symbol.iterator]() {
      for (const profile of profiles) yield judge(profile);
    },
  };
}
