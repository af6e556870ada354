import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { findBenchmarks } from "../db/benchmarks.ts";
import { lockShop, tryLockShop } from "../db/locks.ts";
import {
  advanceBuild,
  findBuild,
  forgetCandidates,
  loadNextProfiles,
  type SegmentBuild,
} from "../db/segment-builds.ts";
import { findUnseen, prepareMemberships } from "../db/prepare-memberships.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { judgeBuild } from "./judge-build.ts";
import { swapSegments } from "./swap-segments.ts";

export type BuildOutcome =
  | { outcome: "judged"; profiles: number }
  /** All profiles are judged: what was built is in force. */
  | { outcome: "in-force" }
  | { outcome: "nothing-to-build" }
  /** Another worker is bringing it into force. */
  | { outcome: "busy" }
  /** Nobody was scored yet, so that there is nothing to measure anybody by. */
  | { outcome: "no-benchmarks" };

interface BuildWork {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}

/**
 * Judges the next profiles of a shop by the definitions that are being built. What differs from the memberships that
 * there are is noted, and how far the pass is, in one transaction: killed at any moment, the next one goes on at the
 * profile that is missing. After the last profile all of it comes into force together.
 */
export async function buildSegments(work: BuildWork): Promise<BuildOutcome> {
  const { pool, shopId } = work;
  const outcome = (await swapPrepared(work)) ?? (await inTransaction(pool, (db) => goOn(db, work)));
  if (outcome.outcome === "in-force") await forgetCandidates(pool, shopId);
  return outcome;
}

/** Thrown to undo what was prepared: the build is another one, or not at its end. */
class NotAtEnd extends Error {}

/**
 * Brings a build into force whose profiles are all judged. Most of what that writes is written before the lock is taken
 * for which scoring waits; what happens to somebody until then is corrected under it.
 * @returns null where the build is not at its end: nothing was done
 */
async function swapPrepared(work: BuildWork): Promise<BuildOutcome | null> {
  const { pool, shopId, now, limit } = work;
  const before = await findBuild(pool, shopId);
  if (before === null || before.cursor === null) return null;
  const isLeft = await loadNextProfiles(pool, shopId, { after: before.cursor, limit: 1 });
  if (isLeft.length > 0) return null;
  try {
    return await inTransaction(pool, async (db) => {
      if (!(await tryLockShop(db, "swap", shopId))) return { outcome: "busy" };
      const prepared = await findUnseen(db, shopId, before.targets);
      if (prepared.length > 0)
        await prepareMemberships(db, shopId, { segmentIds: prepared, at: now });
      await lockShop(db, "segments", shopId);
      const build = await findBuild(db, shopId);
      if (build === null || !isSame(before, build)) throw new NotAtEnd();
      const shop = await getShop(db, shopId);
      const profiles = await loadNextProfiles(db, shopId, { after: build.cursor, limit });
      if (profiles.length === limit) throw new NotAtEnd();
      if (profiles.length > 0) await judgeBuild(db, { shop, profiles, now });
      await swapSegments(db, { shop, build, prepared, now });
      await noteChange(db, shopId, ["segments", "activation"]);
      return { outcome: "in-force" };
    });
  } catch (error) {
    if (error instanceof NotAtEnd) return null;
    throw error;
  }
}

/** A build that began anew is another one, though it may build the same. */
const isSame = (before: SegmentBuild, build: SegmentBuild): boolean =>
  before.startedAt === build.startedAt &&
  (build.cursor ?? -1) >= (before.cursor ?? -1) &&
  isDeepStrictEqual(before.targets, build.targets);

async function goOn(db: Queryable, { shopId, now, limit }: BuildWork): Promise<BuildOutcome> {
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
    // Whoever prepares it would wait for this lock, and this transaction for what was prepared.
    if (!(await tryLockShop(db, "swap", shopId))) return { outcome: "busy" };
    await swapSegments(db, { shop, build, prepared: [], now });
    await noteChange(db, shopId, ["segments", "activation"]);
    return { outcome: "in-force" };
  }
  await judgeBuild(db, { shop, profiles, now });
  await advanceBuild(db, shopId, { cursor: last.profileId, profiles: profiles.length, now });
  await noteChange(db, shopId, ["segments"]);
  return { outcome: "judged", profiles: profiles.length };
}
