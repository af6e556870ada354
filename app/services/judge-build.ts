import { setImmediate as letOthersGo } from "node:timers/promises";
import {
  lowerDues,
  saveCandidates,
  type Candidate,
  type DueProfile,
} from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import { announceDue } from "../db/shop-work.ts";
import { oneByOne } from "../db/one-by-one.ts";
import type { Queryable } from "../db/transaction.ts";
import { findCandidates } from "./find-candidates.ts";
import { inStages } from "./in-stages.ts";
import { prepareJudging } from "./judge-coming.ts";
import { loadShopSegments } from "./shop-segments.ts";

/** Profiles whose facts are held at a time: a thousand's outlive several collections of garbage, and are copied by each. */
const SLICE = 250;
/** Profiles that are judged before what is read and written meanwhile goes on: some 5 ms. */
const STEP = 20;

interface Found {
  profileIds: number[];
  candidates: Candidate[];
  dues: { profileId: number; dueAt: number }[];
}

/**
 * Judges profiles by the definitions that are being built, and writes what differs from the memberships that there are and
 * when that changes. While some are judged, the next ones are read: neither the database nor the process waits for the other.
 * @param db a transaction that holds the shop's lock on segments alone
 */
export async function judgeBuild(
  db: Queryable,
  told: { shop: ShopRow; profiles: readonly DueProfile[]; now: number },
): Promise<void> {
  const { shop, profiles, now } = told;
  const { shopId } = shop;
  const { build, inForce } = await loadShopSegments(db, shopId);
  const rules = build?.segments ?? [];
  const shared = oneByOne(db);
  const load = await prepareJudging(shared, { shop, rules, known: inForce, now });
  let next = Infinity;
  await inStages(slicesOf(profiles), {
    read: (slice) => load(slice),
    async compute(slice, judge) {
      const found: Found = { profileIds: [], candidates: [], dues: [] };
      for (const [index, profile] of slice.entries()) {
        if (index % STEP === 0) await letOthersGo();
        const until = profile.dueAt ?? Infinity;
        const { profileId, before, memberships, nextFlip } = judge(profile, until);
        found.profileIds.push(profileId);
        const input = { profileId, segments: rules, current: before, coming: memberships };
        found.candidates.push(...findCandidates(input));
        if (nextFlip === null || nextFlip >= until) continue;
        const dueAt = Math.max(nextFlip, now + 1);
        found.dues.push({ profileId, dueAt });
        next = Math.min(next, dueAt);
      }
      return found;
    },
    async write({ profileIds, candidates, dues }) {
      await saveCandidates(shared, shopId, { profileIds, candidates, areNew: true });
      await lowerDues(shared, shopId, dues);
    },
  });
  if (next < Infinity) await announceDue(db, shopId, next);
}

const slicesOf = (profiles: readonly DueProfile[]): DueProfile[][] =>
  Array.from({ length: Math.ceil(profiles.length / SLICE) }, (_, at) =>
    profiles.slice(at * SLICE, (at + 1) * SLICE),
  );
