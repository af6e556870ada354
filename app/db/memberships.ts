import type { Queryable } from "./transaction.ts";

export interface MembershipRow {
  profileId: number;
  segmentId: number;
}

export interface MembershipChange extends MembershipRow {
  customerId: string | null;
  entered: boolean;
  reason: string;
}

/** A state of a membership, and since when. */
export interface MembershipSince extends MembershipRow {
  since: number;
}

/** Since when profiles are in the segments that they are in. */
export async function loadMemberships(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<MembershipSince[]> {
  const { rows } = await db.query<MembershipSince>(
    `SELECT profile_id AS "profileId", segment_id AS "segmentId", entered_at AS since FROM segment_membership
     WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`,
    [shopId, profileIds],
  );
  return rows;
}

/** When profiles last left some segments; of who was never in one there is nothing. */
export async function loadExits(
  db: Queryable,
  shopId: number,
  asked: { profileIds: number[]; segmentIds: number[] },
): Promise<MembershipSince[]> {
  if (asked.segmentIds.length === 0 || asked.profileIds.length === 0) return [];
  const { rows } = await db.query<MembershipSince>(
    `SELECT profile_id AS "profileId", segment_id AS "segmentId", max(at) AS since FROM membership_change
     WHERE shop_id = $1 AND profile_id = ANY($2::bigint[]) AND segment_id = ANY($3::int[]) AND NOT entered
     GROUP BY profile_id, segment_id`,
    [shopId, asked.profileIds, asked.segmentIds],
  );
  return rows;
}

/**
 * Lets memberships and their history follow people who go on under another number: nobody was known under it before.
 * Somebody who is known under it already keeps what they are in. Called before the profiles are touched.
 */
export async function carryMemberships(
  db: Queryable,
  shopId: number,
  moves: { from: number; to: number }[],
): Promise<void> {
  if (moves.length === 0) return;
  const columns = [moves.map(({ from }) => from), moves.map(({ to }) => to)];
  const carried = `(SELECT from_id, to_id FROM unnest($2::bigint[], $3::bigint[]) AS move(from_id, to_id)
     WHERE NOT EXISTS (SELECT FROM profile WHERE shop_id = $1 AND profile_id = to_id)) AS carried`;
  await db.query(
    `INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
     SELECT $1, segment_id, to_id, entered_at, reason
     FROM ${carried} JOIN segment_membership ON shop_id = $1 AND profile_id = from_id
     ORDER BY entered_at ON CONFLICT DO NOTHING`,
    [shopId, ...columns],
  );
  await db.query(
    `UPDATE membership_change SET profile_id = to_id FROM ${carried}
     WHERE membership_change.shop_id = $1 AND membership_change.profile_id = from_id`,
    [shopId, ...columns],
  );
}

/** Applies entries and exits and writes each to the history. */
export async function applyMembershipChanges(
  db: Queryable,
  shopId: number,
  changes: MembershipChange[],
  at: number,
): Promise<void> {
  if (changes.length === 0) return;
  const columns = (rows: MembershipChange[]) => [
    rows.map((row) => row.segmentId),
    rows.map((row) => row.profileId),
  ];
  const entries = changes.filter((change) => change.entered);
  const exits = changes.filter((change) => !change.entered);
  await db.query(
    `INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
     SELECT $1, segment_id, profile_id, $4, reason
     FROM unnest($2::int[], $3::bigint[], $5::text[]) AS new(segment_id, profile_id, reason)
     ON CONFLICT DO NOTHING`,
    [shopId, ...columns(entries), new Date(at), entries.map((row) => row.reason)],
  );
  await db.query(
    `DELETE FROM segment_membership old USING unnest($2::int[], $3::bigint[]) AS gone(segment_id, profile_id)
     WHERE old.shop_id = $1 AND old.segment_id = gone.segment_id AND old.profile_id = gone.profile_id`,
    [shopId, ...columns(exits)],
  );
  await db.query(
    `INSERT INTO membership_change (shop_id, segment_id, profile_id, customer_id, entered, at, reason)
     SELECT $1, segment_id, profile_id, customer_id, entered, $4, reason
     FROM unnest($2::int[], $3::bigint[], $5::text[], $6::boolean[], $7::text[])
       AS change(segment_id, profile_id, customer_id, entered, reason)`,
    [
      shopId,
      ...columns(changes),
      new Date(at),
      changes.map((row) => row.customerId),
      changes.map((row) => row.entered),
      changes.map((row) => row.reason),
    ],
  );
}
