import type { Queryable } from "./transaction.ts";

/**
 * What of a swap can be written before anybody has to wait: who enters segments that were never in force. Nobody else
 * writes memberships of these, and nobody reads them before the commit.
 */

/** The segments of a build that were never in force, without those of which somebody is told: these need the one statement. */
export async function findUnseen(
  db: Queryable,
  shopId: number,
  versions: ReadonlyMap<number, number>,
): Promise<number[]> {
  const { rows } = await db.query<{ segmentId: number }>(
    `SELECT segment_id AS "segmentId" FROM segment
       JOIN unnest($2::int[], $3::int[]) AS new(segment_id, target) USING (segment_id)
       JOIN segment_version published USING (shop_id, segment_id)
     WHERE shop_id = $1 AND segment.version IS NULL AND published.version = target AND NOT is_told`,
    [shopId, [...versions.keys()], [...versions.values()]],
  );
  return rows.map(({ segmentId }) => segmentId);
}

/** Who enters the segments $2 of the shop $1, as far as they are still there. */
const ENTERING = `FROM segment_candidate candidate JOIN profile USING (shop_id, profile_id)
     WHERE shop_id = $1 AND segment_id = ANY($2::int[]) AND entered`;

/** Writes memberships and history of some segments as the candidates are now. No profile is locked. */
export async function prepareMemberships(
  db: Queryable,
  shopId: number,
  { segmentIds, at }: { segmentIds: number[]; at: number },
): Promise<void> {
  // Numbers of deleted segments are given anew, and whoever was merged while one was deleted may have left a membership of it.
  await db.query(
    "DELETE FROM segment_membership WHERE shop_id = $1 AND segment_id = ANY($2::int[])",
    [shopId, segmentIds],
  );
  // A statement for each table: of both together, PostgreSQL would keep all that is found on the disk in between. The second
  // goes by what the first has written, since candidates may have changed meanwhile, and profiles may be gone.
  await db.query(
    `INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
     SELECT $1, segment_id, profile_id, $3, reason ${ENTERING}`,
    [shopId, segmentIds, new Date(at)],
  );
  await db.query(
    `INSERT INTO membership_change (shop_id, segment_id, profile_id, customer_id, entered, at, reason)
     SELECT $1, segment_id, profile_id, customer_id, true, entered_at, reason
     FROM segment_membership member LEFT JOIN profile USING (shop_id, profile_id)
     WHERE shop_id = $1 AND segment_id = ANY($2::int[])`,
    [shopId, segmentIds],
  );
}

/**
 * Takes back what was prepared for whom it does not hold any more: what happened meanwhile changed their candidates, or
 * they are gone. The profiles of all candidates stay until the commit. The caller holds the shop's lock on segments alone.
 */
export async function correctPrepared(
  db: Queryable,
  shopId: number,
  segmentIds: number[],
): Promise<void> {
  await db.query(
    `SELECT FROM profile WHERE shop_id = $1
       AND profile_id IN (SELECT profile_id FROM segment_candidate WHERE shop_id = $1 AND segment_id = ANY($2::int[]))
     ORDER BY profile_id FOR KEY SHARE`,
    [shopId, segmentIds],
  );
  await db.query(
    `WITH gone AS (
       DELETE FROM segment_membership member
       WHERE shop_id = $1 AND segment_id = ANY($2::int[]) AND NOT EXISTS (
         SELECT ${ENTERING} AND candidate.segment_id = member.segment_id AND candidate.profile_id = member.profile_id)
       RETURNING segment_id, profile_id)
     DELETE FROM membership_change change USING gone
     WHERE change.shop_id = $1 AND change.segment_id = gone.segment_id AND change.profile_id = gone.profile_id`,
    [shopId, segmentIds],
  );
}
