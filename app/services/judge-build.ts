import {
  addCandidates,
  lowerDues,
  type Candidate,
  type PassProfile,
} from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import { announceDue } from "../db/shop-work.ts";
import { oneByOne } from "../db/one-by-one.ts";
import type { Queryable } from "../db/transaction.ts";
import { slicesOf } from "../pipeline/shared/slices-of.ts";
import { findCandidates } from "./find-candidates.ts";
import { inStages } from "./in-stages.ts";
import { inSteps } from "./in-steps.ts";
import { JUDGED_AT_A_TIME, prepareJudging } from "./judge-coming.ts";
import { loadShopSegments } from "./shop-segments.ts";

/** Profiles whose facts are held at a time: a thousand's outlive several collections of garbage, and are copied by each. */
const SLICE = 250;

/**
 * Judges profiles by the definitions that are being built, and writes what differs from the memberships that there are and
 * when that changes. While some are judged, the next ones are read: neither the database nor the process waits for the other.
 * @param db a transaction that holds the shop's lock on segments alone
 */
export async function judgeBuild(
  db: Queryable,
  told: { shop: ShopRow; profiles: readonly PassProfile[]; now: number },
): Promise<void> {
  const { shop, profiles, now } = told;
  const { shopId } = shop;
  const { build, inForce } = await loadShopSegments(db, shopId);
  const rules = build?.segments ?? [];
  const shared = oneByOne(db);
  const load = await prepareJudging(shared, { shop, rules, known: inForce, now });
  const dues: { profileId: number; dueAt: number }[] = [];
  await inStages(slicesOf(profiles, SLICE), {
    read: (slice) => load(slice),
    async compute(slice, judge) {
      const candidates: Candidate[] = [];
      for await (const profile of inSteps(slice, JUDGED_AT_A_TIME)) {
        const until = profile.dueAt ?? Infinity;
        const { profileId, before, memberships, nextFlip } = judge(profile, until);
        const input = { profileId, segments: rules, current: before, coming: memberships };
        candidates.push(...findCandidates(input));
        if (nextFlip === null || nextFlip >= until) continue;
        dues.push({ profileId, dueAt: Math.max(nextFlip, now + 1) });
      }
      return candidates;
    },
    write: (candidates) => addCandidates(shared, shopId, candidates),
  });
  // At the end: whoever takes in events of these people waits for their rows, with all else that has come for the shop.
  await lowerDues(db, shopId, dues);
  const next = dues.reduce((least, { dueAt }) => Math.min(least, dueAt), Infinity);
  if (next < Infinity) await announceDue(db, shopId, next);
}
