import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";
import { bigintArray, booleanArray, instantArray, intArray, textArray } from "./binary-arrays.ts";
import { EXCLUDED_PROFILES } from "./exclusions.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** The computing of changed segments, all of a shop's in one pass over its profiles. */
export interface SegmentBuild {
  /** The version that is built, by segment. */
  targets: ReadonlyMap<number, number>;
  /** Profiles up to this one are judged; null: none yet. */
  cursor: number | null;
  done: number;
  /** Profiles when it began. */
  total: number;
  startedAt: number;
}

type BuildRow = Omit<SegmentBuild, "targets"> & { targets: Record<string, number> };

export async function findBuild(db: Queryable, shopId: number): Promise<SegmentBuild | null> {
  const { rows } = await db.query<BuildRow>(
    `SELECT targets, cursor, done, total, started_at AS "startedAt" FROM segment_build WHERE shop_id = $1`,
    [shopId],
  );
  const row = rows[0];
  if (!row) return null;
  const targets = Object.entries(row.targets).map(
    ([id, version]) => [Number(id), version] as const,
  );
  return { ...row, targets: new Map(targets) };
}

/** Begins a build, in place of the one that there is: what that has judged was judged by other definitions. */
export async function startBuild(
  db: Queryable,
  shopId: number,
  build: { targets: ReadonlyMap<number, number>; now: number },
): Promise<void> {
  await endBuild(db, shopId);
  if (build.targets.size === 0) return;
  await db.query(
    `INSERT INTO segment_build (shop_id, targets, total, started_at)
     SELECT $1, $2, count(*), $3 FROM profile WHERE shop_id = $1`,
    [shopId, JSON.stringify(Object.fromEntries(build.targets)), new Date(build.now)],
  );
}

export async function advanceBuild(
  db: Queryable,
  shopId: number,
  batch: { cursor: number; profiles: number; now: number },
): Promise<void> {
  await db.query(
    `UPDATE segment_build SET cursor = $2, done = done + $3, judging_since = COALESCE(judging_since, $4)
     WHERE shop_id = $1`,
    [shopId, batch.cursor, batch.profiles, new Date(batch.now)],
  );
}

/** Ends a build that came into force. What it found is of no use any more, and is forgotten while nobody waits. */
export async function closeBuild(db: Queryable, shopId: number): Promise<void> {
  await db.query("DELETE FROM segment_build WHERE shop_id = $1", [shopId]);
}

/** Forgets what a build found that came into force; what another one finds meanwhile is not seen, and stays. */
export async function forgetCandidates(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    `DELETE FROM segment_candidate WHERE shop_id = $1
       AND NOT EXISTS (SELECT FROM segment_build WHERE shop_id = $1)`,
    [shopId],
  );
}

/** Ends a build, and forgets all that it found. */
async function endBuild(db: Queryable, shopId: number): Promise<void> {
  await db.query("DELETE FROM segment_candidate WHERE shop_id = $1", [shopId]);
  await db.query("DELETE FROM segment_build WHERE shop_id = $1", [shopId]);
}

/** The installed shops with something to build, the one that waits longest first. */
export async function findShopsToBuild(db: Queryable, except: number[]): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM segment_build JOIN shop USING (shop_id)
     WHERE status = 'installed' AND shop_id <> ALL($1::int[])
       AND NOT EXISTS (SELECT FROM watched_tag WHERE watched_tag.shop_id = shop.shop_id AND read_at IS NULL)
     ORDER BY started_at`,
    [except],
  );
  return rows.map((row) => row.shopId);
}

/** A profile with what was told of it at its last look. */
export interface BuildProfile {
  profileId: number;
  customerId: string | null;
  customer: CustomerOutlook | null;
  visit: VisitOutlook | null;
}

export interface PassProfile extends BuildProfile {
  /** When it is looked at next; null: not before the next event. */
  dueAt: number | null;
}

/** The next profiles of a pass; those whose customers were deleted, or are left out, are left to scoring. */
export async function loadNextProfiles(
  db: Queryable,
  shopId: number,
  page: { after: number | null; limit: number },
): Promise<PassProfile[]> {
  const { rows } = await db.query<PassProfile>(
    `SELECT profile_id AS "profileId", customer_id AS "customerId", outlook AS customer,
       visit_outlook AS visit, due_at AS "dueAt"
     FROM profile
     WHERE shop_id = $1 AND profile_id > $2 AND profile_id NOT IN (${EXCLUDED_PROFILES})
     ORDER BY profile_id LIMIT $3`,
    [shopId, page.after ?? -1, page.limit],
  );
  return rows;
}

/** Where a membership will differ once what is being built comes into force. */
export interface Candidate {
  profileId: number;
  segmentId: number;
  entered: boolean;
  reason: string;
}

/** Sets what differs for some profiles; what was found for them before is forgotten. */
export async function replaceCandidates(
  db: Queryable,
  shopId: number,
  { profileIds, candidates }: { profileIds: number[]; candidates: Candidate[] },
): Promise<void> {
  await db.query(
    "DELETE FROM segment_candidate WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])",
    [shopId, profileIds],
  );
  await addCandidates(db, shopId, candidates);
}

/** Adds what differs for profiles of which nothing was found yet. */
export async function addCandidates(
  db: Queryable,
  shopId: number,
  candidates: Candidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  await db.query(
    `INSERT INTO segment_candidate (shop_id, segment_id, profile_id, entered, reason)
     SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::boolean[], $5::text[])`,
    [
      shopId,
      intArray(candidates.map((row) => row.segmentId)),
      bigintArray(candidates.map((row) => row.profileId)),
      booleanArray(candidates.map((row) => row.entered)),
      textArray(candidates.map((row) => row.reason)),
    ],
  );
}

/** Lets profiles be looked at when what is being built changes for them, where that is before what they are due for. */
export async function lowerDues(
  db: Queryable,
  shopId: number,
  dues: { profileId: number; dueAt: number }[],
): Promise<void> {
  if (dues.length === 0) return;
  // Locked in the order of their ids, as by everybody who takes several.
  await db.query(
    `WITH flips AS (
       SELECT profile.profile_id, flips.due_at
       FROM unnest($2::bigint[], $3::timestamptz[]) AS flips(profile_id, due_at)
       JOIN profile ON profile.shop_id = $1 AND profile.profile_id = flips.profile_id
       WHERE profile.due_at IS NULL OR profile.due_at > flips.due_at
       ORDER BY profile.profile_id FOR UPDATE OF profile)
     UPDATE profile SET due_at = LEAST(profile.due_at, flips.due_at) FROM flips
     WHERE profile.shop_id = $1 AND profile.profile_id = flips.profile_id`,
    [
      shopId,
      bigintArray(dues.map((row) => row.profileId)),
      instantArray(dues.map((row) => row.dueAt)),
    ],
  );
}
