import type { BuildProfile } from "./segment-builds.ts";
import { EXCLUDED_PROFILES } from "./exclusions.ts";
import type { Queryable } from "./transaction.ts";

/** Profiles drawn of all of a shop's, each as likely as any other. */
export interface ProfileSample {
  profiles: BuildProfile[];
  /** All of the shop's profiles. */
  total: number;
}

/**
 * Drawn anew with the same seed the same profiles come: what somebody changes in a question shows in the answer, and not
 * what was drawn.
 */
const SEED = 20_261_204;
/** Numbers that are drawn in vain cost a look into the index each. */
const MOST_DRAWS = 200_000;
/** So few that all are gone through sooner than numbers are drawn. */
const FEW = 20_000;

const COLUMNS = `profile_id AS "profileId", customer_id AS "customerId", outlook AS customer,
  visit_outlook AS visit`;

/**
 * Draws numbers between the least and the greatest, and takes the profiles that have them: uniform whatever the gaps,
 * and without reading all rows. Where the gaps are too many all rows are gone through.
 */
export async function sampleProfiles(
  db: Queryable,
  shopId: number,
  size: number,
): Promise<ProfileSample> {
  const { rows } = await db.query<{ total: number; least: number; most: number }>(
    `SELECT count(*) AS total, coalesce(min(profile_id), 0) AS least, coalesce(max(profile_id), 0) AS most
     FROM profile WHERE shop_id = $1`,
    [shopId],
  );
  const { total, least, most } = rows[0] ?? { total: 0, least: 0, most: 0 };
  const range = most - least + 1;
  const draws = Math.ceil((size * range) / Math.max(1, total));
  if (total <= FEW || draws > MOST_DRAWS) {
    const all = await db.query<BuildProfile>(
      `SELECT ${COLUMNS} FROM profile
       WHERE shop_id = $1 AND profile_id NOT IN (${EXCLUDED_PROFILES}) ORDER BY hashint8extended(profile_id, $2) LIMIT $3`,
      [shopId, SEED, size],
    );
    return { profiles: all.rows, total };
  }
  const drawn = await db.query<BuildProfile>(
    `SELECT ${COLUMNS} FROM (
       SELECT DISTINCT $2::bigint + (hashint8extended(place, $3) & 9223372036854775807) % $4::bigint AS id
       FROM generate_series(1, $5::int) AS place) AS numbers
     JOIN profile ON shop_id = $1 AND profile_id = id
     WHERE profile_id NOT IN (${EXCLUDED_PROFILES})`,
    [shopId, least, SEED, range, draws],
  );
  return { profiles: drawn.rows, total };
}
