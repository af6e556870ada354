import type pg from "pg";
import { findBenchmarks } from "../db/benchmarks.ts";
import { lockShop } from "../db/locks.ts";
import {
  advanceBuild,
  findBuild,
  loadNextProfiles,
  lowerDues,
  saveCandidates,
  type BuildProfile,
  type Candidate,
} from "../db/segment-builds.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop, type ShopRow } from "../db/shop.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { findCandidates } from "./find-candidates.ts";
import { judgeEach } from "./judge-coming.ts";
import { loadShopSegments } from "./shop-segments.ts";
import { swapSegments } from "./swap-segments.ts";

export type BuildOutcome =
  | { outcome: "judged"; profiles: number }
  /** All profiles are judged: what was built is in force. */
  | { outcome: "in-force" }
  | { outcome: "nothing-to-build" }
  /** Nobody was scored yet, so that there is nothing to measure anybody by. */
  | { outcome: "no-benchmarks" };

/**
 * Judges the next profiles of a shop by the definitions that are being built. What differs from the memberships that
 * there are is noted, and how far the pass is, in one transaction: killed at any moment, the next one goes on at the
 * profile that is missing. After the last profile all of it comes into force together.
 */
export async function buildSegments(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}): Promise<BuildOutcome> {
  const { pool, shopId, now, limit } = options;
  return inTransaction(pool, async (db) => {
    // Nobody is scored meanwhile: who is scored later finds the pass beyond them, and is judged by both.
    await lockShop(db, "segments", shopId);
    const build = await findBuild(db, shopId);
    if (build === null) return { outcome: "nothing-to-build" };
    if (((await findBenchmarks(db, shopId))?.values ?? null) === null) {
      return { outcome: "no-benchmarks" };
    }
    const profiles = await loadNextProfiles(db, shopId, { after: build.cursor, limit });
    const shop = await getShop(db, shopId);
    const last = profiles.at(-1);
    if (last === undefined) {
      await swapSegments(db, { shop, build, now });
      await noteChange(db, shopId, ["segments", "activation"]);
      return { outcome: "in-force" };
    }
    await judge(db, { shop, profiles, now });
    await advanceBuild(db, shopId, { cursor: last.profileId, profiles: profiles.length, now });
    await noteChange(db, shopId, ["segments"]);
    return { outcome: "judged", profiles: profiles.length };
  });
}

async function judge(
  db: Queryable,
  told: { shop: ShopRow; profiles: readonly BuildProfile[]; now: number },
): Promise<void> {
  const { shop, profiles, now } = told;
  const { shopId } = shop;
  const segments = await loadShopSegments(db, shopId);
  const rules = segments.build?.segments ?? [];
  const candidates: Candidate[] = [];
  const dues: { profileId: number; dueAt: number }[] = [];
  const asked = { shop, profiles, rules, known: segments.inForce, now };
  for (const { profileId, before, memberships, nextFlip } of await judgeEach(db, asked)) {
    const input = { profileId, segments: rules, current: before, coming: memberships };
    candidates.push(...findCandidates(input));
    if (nextFlip !== null) dues.push({ profileId, dueAt: Math.max(nextFlip, now + 1) });
  }
  const profileIds = profiles.map(({ profileId }) => profileId);
  await saveCandidates(db, shopId, { profileIds, candidates, areNew: true });
  await lowerDues(db, shopId, dues);
  const next = dues.reduce((least, { dueAt }) => Math.min(least, dueAt), Infinity);
  if (next < Infinity) await announceDue(db, shopId, next);
}
