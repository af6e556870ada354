import type { DayScores } from "../pipeline/score/score-history.ts";
import type { Queryable } from "./transaction.ts";

/** One profile's days, written anew from the day `from` on. */
export interface ProfileHistory {
  profileId: number;
  from: number;
  rows: DayScores[];
}

/**
 * Writes days of some profiles, whatever stood there, and removes what is older than `keptFrom`. The
 * caller holds the profiles' locks.
 */
export async function saveScoreHistory(
  db: Queryable,
  shopId: number,
  told: { profiles: ProfileHistory[]; keptFrom: number },
): Promise<void> {
  const { profiles, keptFrom } = told;
  if (profiles.length === 0) return;
  await removeUnknownDays(db, shopId, profiles);
  const rows = profiles.flatMap(({ profileId, rows: days }) =>
    days.map((row) => ({ profileId, ...row })),
  );
  await db.query(
    `INSERT INTO score_history (shop_id, profile_id, day, intent, engagement, value, behavior)
     SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[])
     ON CONFLICT (shop_id, profile_id, day) DO UPDATE SET intent = excluded.intent,
       engagement = excluded.engagement, value = excluded.value, behavior = excluded.behavior`,
    [
      shopId,
      rows.map((row) => row.profileId),
      rows.map((row) => row.day),
      rows.map((row) => row.points.intent),
      rows.map((row) => row.points.engagement),
      rows.map((row) => row.points.value),
      rows.map((row) => row.points.behavior),
    ],
  );
  await db.query(
    "DELETE FROM score_history WHERE shop_id = $1 AND profile_id = ANY($2::bigint[]) AND day < $3",
    [shopId, profiles.map((profile) => profile.profileId), keptFrom],
  );
}

/** Days of which nothing is known any more: what was known of them is somebody else's now. */
async function removeUnknownDays(
  db: Queryable,
  shopId: number,
  profiles: ProfileHistory[],
): Promise<void> {
  const shrunk = profiles.flatMap(({ profileId, from, rows }) => {
    const first = rows[0]?.day ?? null;
    return first === from ? [] : [{ profileId, from, first }];
  });
  if (shrunk.length === 0) return;
  await db.query(
    `DELETE FROM score_history USING unnest($2::bigint[], $3::int[], $4::int[]) AS shrunk(profile_id, since, first)
     WHERE score_history.shop_id = $1 AND score_history.profile_id = shrunk.profile_id
       AND day >= since AND (first IS NULL OR day < first)`,
    [
      shopId,
      shrunk.map((row) => row.profileId),
      shrunk.map((row) => row.from),
      shrunk.map((row) => row.first),
    ],
  );
}

/**
 * Has the history of every profile written anew from a day on, when it is next scored. They are locked in the order of their
 * ids, as by everybody who takes several.
 */
export async function redoHistory(db: Queryable, shopId: number, fromDay: number): Promise<void> {
  await db.query(
    `WITH locked AS (
       SELECT profile_id FROM profile WHERE shop_id = $1 AND history_day > $2 ORDER BY profile_id FOR UPDATE)
     UPDATE profile SET history_day = $2 FROM locked
     WHERE profile.shop_id = $1 AND profile.profile_id = locked.profile_id`,
    [shopId, fromDay - 1],
  );
}
