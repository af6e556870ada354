import type { AnnouncementTarget } from "./announcements.ts";
import type { Queryable } from "./transaction.ts";

/** Of which segments somebody is told who enters and leaves. */
export interface ToldTo {
  target: AnnouncementTarget;
  entered: boolean;
  left: boolean;
}

/**
 * Applies all entries and exits that a build found, writes each to the history, and puts those of some segments into the
 * outbox of those who are told. It is one statement: what is told is exactly what changed.
 */
export async function applyCandidates(
  db: Queryable,
  shopId: number,
  swap: {
    at: number;
    told: number[];
    listeners: readonly ToldTo[];
    /** Segments whose members are written already, but for whom something happened to since. */
    prepared: number[];
  },
): Promise<void> {
  const { at, told, listeners, prepared } = swap;
  // Profiles that are gone meanwhile are left out, and the others stay until the commit.
  await db.query(
    `WITH found AS (
       SELECT segment_id, candidate.profile_id, customer_id, entered, reason
       FROM segment_candidate candidate JOIN profile ON profile.shop_id = $1 AND profile.profile_id = candidate.profile_id
       WHERE candidate.shop_id = $1 AND NOT (candidate.segment_id = ANY($7::int[]) AND EXISTS (
         SELECT FROM segment_membership member WHERE member.shop_id = $1
           AND member.segment_id = candidate.segment_id AND member.profile_id = candidate.profile_id))
       ORDER BY candidate.profile_id FOR KEY SHARE OF profile),
     entries AS (
       INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
       SELECT $1, segment_id, profile_id, $2, reason FROM found WHERE entered ON CONFLICT DO NOTHING
       RETURNING segment_id, profile_id),
     exits AS (
       DELETE FROM segment_membership old USING found
       WHERE old.shop_id = $1 AND old.segment_id = found.segment_id AND old.profile_id = found.profile_id
         AND NOT found.entered
       RETURNING old.segment_id, old.profile_id),
     applied AS (
       SELECT found.* FROM found
       JOIN (SELECT * FROM entries UNION ALL SELECT * FROM exits) AS moved USING (segment_id, profile_id)),
     announced AS (
       INSERT INTO announcement (shop_id, target, profile_id, customer_id, body, at)
       SELECT $1, target, profile_id, customer_id, jsonb_build_object(
           'kind', CASE WHEN applied.entered THEN 'entered' ELSE 'left' END,
           'segment', jsonb_build_object('handle', handle, 'name', name), 'reason', reason), $2
       FROM applied JOIN segment ON segment.shop_id = $1 AND segment.segment_id = applied.segment_id
         JOIN unnest($4::text[], $5::boolean[], $6::boolean[]) AS listener(target, enter, leave)
           ON CASE WHEN applied.entered THEN enter ELSE leave END
       WHERE applied.segment_id = ANY($3::int[]) AND customer_id IS NOT NULL
       ORDER BY profile_id, applied.segment_id)
     INSERT INTO membership_change (shop_id, segment_id, profile_id, customer_id, entered, at, reason)
     SELECT $1, segment_id, profile_id, customer_id, entered, $2, reason FROM applied`,
    [
      shopId,
      new Date(at),
      told,
      listeners.map(({ target }) => target),
      listeners.map(({ entered }) => entered),
      listeners.map(({ left }) => left),
      prepared,
    ],
  );
}

export interface MovedProfile {
  profileId: number;
  /** null: nobody who is known, or gone meanwhile. */
  customerId: string | null;
  /** None where there is no customer. */
  segmentIds: number[];
}

/**
 * Whom a build moves in or out of some segments, and the members of others, with the segments of each; page by page, in
 * the order of the profiles.
 */
export async function loadMovedProfiles(
  db: Queryable,
  shopId: number,
  page: { moved: number[]; membersOf: number[]; after: number; limit: number },
): Promise<MovedProfile[]> {
  // Both sides are read in the order of a key, as far as the page goes: however many there are of them all.
  const { rows } = await db.query<MovedProfile>(
    `WITH concerned AS (
       (SELECT DISTINCT profile_id FROM segment_candidate
        WHERE shop_id = $1 AND segment_id = ANY($2::int[]) AND profile_id > $4 ORDER BY profile_id LIMIT $5)
       UNION
       SELECT members.profile_id FROM unnest($3::int[]) AS asked(segment_id), LATERAL (
         SELECT profile_id FROM segment_membership member
         WHERE member.shop_id = $1 AND member.segment_id = asked.segment_id AND profile_id > $4
         ORDER BY profile_id LIMIT $5) AS members
       ORDER BY profile_id LIMIT $5)
     SELECT concerned.profile_id AS "profileId", customer_id AS "customerId",
       CASE WHEN customer_id IS NULL THEN '{}' ELSE ARRAY(SELECT segment_id FROM segment_membership member
         WHERE member.shop_id = $1 AND member.profile_id = concerned.profile_id) END AS "segmentIds"
     FROM concerned LEFT JOIN profile ON profile.shop_id = $1 AND profile.profile_id = concerned.profile_id
     ORDER BY concerned.profile_id`,
    [shopId, page.moved, page.membersOf, page.after, page.limit],
  );
  return rows;
}
