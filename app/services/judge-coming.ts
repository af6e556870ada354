import type { BuildProfile } from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { evaluateSegments } from "../pipeline/segment/evaluate-segments.ts";
import type { Memberships } from "../pipeline/segment/segments.ts";
import type { MembershipState } from "../pipeline/segment/situation.ts";
import { inSteps } from "./in-steps.ts";
import { loadMembershipStates } from "./load-membership-states.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { loadScoringModel } from "./load-scoring-model.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { requirementsOfAll, type ShopSegment } from "./shop-segments.ts";
import { situateProfiles } from "./situate-profiles.ts";

/** Profiles between two pauses in which others go on: by fifty segments some 10 ms. */
export const JUDGED_AT_A_TIME = 50;

export interface JudgedComing {
  profileId: number;
  /** As the last look left them, by handle. */
  before: Readonly<Record<string, MembershipState>>;
  memberships: Memberships;
}

/**
 * @param until when the profile is looked at anyway: what changes from then on is not looked for
 * @returns and an instant up to which no membership changes without a new event; null: for good
 */
type Judge = (profile: BuildProfile, until: number) => JudgedComing & { nextFlip: number | null };

interface Asked {
  shop: ShopRow;
  rules: readonly ShopSegment[];
  /** The segments that are in force. */
  known: readonly ShopSegment[];
  now: number;
}

/**
 * What profiles would be members of, if some definitions came into force now: of everybody, whether they are due or
 * not. Nothing is written, predictions are as the last look told them, and how long it holds is not asked.
 */
export async function judgeComing(
  db: Queryable,
  { profiles, ...asked }: Asked & { profiles: readonly BuildProfile[] },
): Promise<JudgedComing[]> {
  const load = await prepareJudging(db, asked);
  const judge = await load(profiles);
  const judged: JudgedComing[] = [];
  for await (const profile of inSteps(profiles, JUDGED_AT_A_TIME)) {
    judged.push(judge(profile, asked.now));
  }
  return judged;
}

/**
 * The same for profiles that come in several parts.
 * @returns reads what some profiles are judged by, and gives what judges each of these
 */
export async function prepareJudging(
  db: Queryable,
  { shop, rules, known, now }: Asked,
): Promise<(profiles: readonly BuildProfile[]) => Promise<Judge>> {
  const { shopId } = shop;
  const benchmarks = await loadBenchmarks(db, shopId);
  const { model } = await loadScoringModel(db, shopId);
  const requirements = requirementsOfAll(rules);
  return async (profiles) => {
    const loaded = await loadProfileFacts(db, shopId, { profiles, requirements, now });
    const states = await loadMembershipStates(db, shopId, {
      profileIds: profiles.map(({ profileId }) => profileId),
      segments: known,
    });
    const situationOf = situateProfiles({ shop, loaded, states, benchmarks, model });
    return ({ profileId, customer, visit }, until) => {
      const situation = situationOf(profileId, { outlook: { customer, visit }, asOf: now });
      const { memberships, nextFlip } = evaluateSegments({ ...situation, segments: rules, until });
      return { profileId, before: situation.person.memberships, memberships, nextFlip };
    };
  };
}
