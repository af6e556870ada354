import type { BuildProfile } from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { countOrders } from "../pipeline/score/counted-orders.ts";
import { scoreRfm, standingOf } from "../pipeline/score/rfm.ts";
import { scoreProfile } from "../pipeline/score/score-profile.ts";
import { evaluateSegments } from "../pipeline/segment/evaluate-segments.ts";
import type { Memberships } from "../pipeline/segment/segments.ts";
import type { MembershipState } from "../pipeline/segment/situation.ts";
import { loadMembershipStates } from "./load-membership-states.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { loadScoringModel } from "./load-scoring-model.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { requirementsOfAll, type ShopSegment } from "./shop-segments.ts";
import { readOutlook } from "./read-outlook.ts";

export interface JudgedComing {
  profileId: number;
  /** As the last look left them, by handle. */
  before: Record<string, MembershipState>;
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
  const shopFacts = { catalog: loaded.catalog, timeZone: shop.timezone, currency: shop.currency };
  const common = { shop: shopFacts, benchmarks, model, asOf: now };
  const judge = ({ profileId, customer, visit }: BuildProfile): JudgedComing => {
    const { facts, person: told } = loaded.of(profileId);
    const before = states.get(profileId) ?? {};
    const { memberships, nextFlip } = evaluateSegments({
      ...common,
      facts,
      person: { ...told, outlook: readOutlook({ customer, visit }), memberships: before },
      scores: scoreProfile({ facts, benchmarks, model, asOf: now }),
      rfm: scoreRfm(standingOf(countOrders(facts.orders, now)), benchmarks.rfm),
      segments: rules,
    });
    return { profileId, before, memberships, nextFlip };
  };
  return {
    *[Symbol.iterator]() {
      for (const profile of profiles) yield judge(profile);
    },
  };
}
