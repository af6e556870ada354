import { claimProfiles, type DueProfile } from "./due-profiles.ts";
import type { Queryable } from "./transaction.ts";

/**
 * Profiles in a range, two batches of a worker: a range is one worker's at a time, so that in larger ones the workers of a shop of
 * ten thousand would wait for each other. A million are a thousand rows.
 */
const PROFILES_PER_RANGE = 1_000;

/**
 * Makes every profile of the shop due: the measure that all are held to has changed. They are written by ranges of their ids,
 * and not one by one: that would write each twice, and have events wait for the whole of it. Whoever is being scored by the old
 * measure is in a range like everybody else. What was left of earlier ranges is in these; what a worker holds of them
 * it ends by itself.
 */
export async function makeAllProfilesDue(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<void> {
  // All ids there may be: a profile that somebody makes and scores meanwhile by the old measure is in a range, too.
  await db.query(
    `WITH earlier AS MATERIALIZED (
       SELECT range_id FROM due_range WHERE shop_id = $1 FOR UPDATE SKIP LOCKED),
     removed AS (
       DELETE FROM due_range USING earlier WHERE shop_id = $1 AND due_range.range_id = earlier.range_id),
     numbered AS (
       SELECT profile_id, (row_number() OVER (ORDER BY profile_id) - 1) / $3 AS part FROM profile WHERE shop_id = $1
       UNION ALL SELECT 0, 0)
     INSERT INTO due_range (shop_id, due_at, first_id, last_id)
     SELECT $1, $2, min(profile_id), COALESCE(lead(min(profile_id)) OVER (ORDER BY part) - 1, $4)
     FROM numbered GROUP BY part ORDER BY part`,
    [shopId, new Date(now), PROFILES_PER_RANGE, Number.MAX_SAFE_INTEGER],
  );
}

/** Since when profiles are due by ranges; null: none are. */
export async function findDueRangesSince(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<number | null> {
  const { rows } = await db.query<{ since: number | null }>(
    "SELECT min(due_at) AS since FROM due_range WHERE shop_id = $1 AND due_at <= $2",
    [shopId, new Date(now)],
  );
  return rows[0]?.since ?? null;
}

interface DueRange {
  rangeId: number;
  dueAt: number;
  firstId: number;
  lastId: number;
}

/**
 * Claims the next profiles of the range that nobody works at, until the transaction ends, and has the range begin behind them. Those
 * that another worker holds are not waited for, they are a range again: they may be in the middle of being scored by the old measure.
 */
export async function claimDueRange(
  db: Queryable,
  shopId: number,
  claim: { now: number; limit: number },
): Promise<DueProfile[]> {
  for (;;) {
    const range = await takeRange(db, shopId, claim.now);
    if (range === null) return [];
    const wanted = await findInRange(db, shopId, { range, limit: claim.limit });
    const after = wanted.length < claim.limit ? null : (wanted.at(-1) ?? null);
    await shrinkRange(db, shopId, { range, after });
    const claimed = await claimProfiles(db, shopId, wanted);
    const isClaimed = new Set(claimed.map(({ profileId }) => profileId));
    const held = wanted.filter((profileId) => !isClaimed.has(profileId));
    await addRange(db, shopId, { dueAt: range.dueAt, profileIds: held });
    if (claimed.length > 0 || held.length > 0) return claimed;
  }
}

async function takeRange(db: Queryable, shopId: number, now: number): Promise<DueRange | null> {
  const { rows } = await db.query<DueRange>(
    `SELECT range_id AS "rangeId", due_at AS "dueAt", first_id AS "firstId", last_id AS "lastId"
     FROM due_range WHERE shop_id = $1 AND due_at <= $2 ORDER BY range_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [shopId, new Date(now)],
  );
  return rows[0] ?? null;
}

async function findInRange(
  db: Queryable,
  shopId: number,
  { range, limit }: { range: DueRange; limit: number },
): Promise<number[]> {
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM profile
     WHERE shop_id = $1 AND profile_id BETWEEN $2 AND $3 ORDER BY profile_id LIMIT $4`,
    [shopId, range.firstId, range.lastId, limit],
  );
  return rows.map((row) => row.profileId);
}

/** @param part.after the last profile of it that was taken; null: all were */
async function shrinkRange(
  db: Queryable,
  shopId: number,
  { range, after }: { range: DueRange; after: number | null },
): Promise<void> {
  if (after === null)
    await db.query("DELETE FROM due_range WHERE shop_id = $1 AND range_id = $2", [
      shopId,
      range.rangeId,
    ]);
  else
    await db.query("UPDATE due_range SET first_id = $3 + 1 WHERE shop_id = $1 AND range_id = $2", [
      ...[shopId, range.rangeId, after],
    ]);
}

/** From the first of them to the last: what lies between is scored once more, which changes nothing. */
async function addRange(
  db: Queryable,
  shopId: number,
  { dueAt, profileIds }: { dueAt: number; profileIds: number[] },
): Promise<void> {
  const [first] = profileIds;
  if (first === undefined) return;
  await db.query(
    "INSERT INTO due_range (shop_id, due_at, first_id, last_id) VALUES ($1, $2, $3, $4)",
    [shopId, new Date(dueAt), first, profileIds.at(-1)],
  );
}
