import type { Queryable } from "./transaction.ts";

/** A segment by the definition that is in force. */
export interface SegmentRow {
  segmentId: number;
  handle: string;
  name: string;
  description: string;
  /** null: its members carry none. */
  tag: string | null;
  condition: unknown;
  leaveWhen: unknown;
  minimumStayMs: number;
  minimumAbsenceMs: number;
  version: number;
}

/** The segments of which a definition is in force; one whose first is being built has no members yet. */
export async function loadSegments(db: Queryable, shopId: number): Promise<SegmentRow[]> {
  const { rows } = await db.query<SegmentRow>(
    `SELECT segment_id AS "segmentId", handle, name, description, tag, condition, leave_when AS "leaveWhen",
       minimum_stay_ms AS "minimumStayMs", minimum_absence_ms AS "minimumAbsenceMs", version
     FROM segment WHERE shop_id = $1 AND version IS NOT NULL ORDER BY segment_id`,
    [shopId],
  );
  return rows;
}

export interface NewSegment {
  handle: string;
  name: string;
  description: string;
  tag: string | null;
  condition: unknown;
}

/**
 * Makes segments known, without a definition in force. One whose handle is there is left as it is.
 * @returns the numbers of all of them, by handle
 */
export async function addSegments(
  db: Queryable,
  shopId: number,
  segments: readonly NewSegment[],
): Promise<Map<string, number>> {
  await db.query(
    `INSERT INTO segment (shop_id, segment_id, handle, name, description, tag, condition, version)
     SELECT $1, (SELECT COALESCE(max(segment_id), 0) FROM segment WHERE shop_id = $1) + place,
       handle, name, description, tag, condition::jsonb, NULL
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       WITH ORDINALITY AS new(handle, name, description, tag, condition, place)
     ON CONFLICT (shop_id, handle) DO NOTHING`,
    [
      shopId,
      segments.map((segment) => segment.handle),
      segments.map((segment) => segment.name),
      segments.map((segment) => segment.description),
      segments.map((segment) => segment.tag),
      segments.map((segment) => JSON.stringify(segment.condition)),
    ],
  );
  const { rows } = await db.query<{ handle: string; segmentId: number }>(
    `SELECT handle, segment_id AS "segmentId" FROM segment WHERE shop_id = $1 AND handle = ANY($2::text[])`,
    [shopId, segments.map((segment) => segment.handle)],
  );
  return new Map(rows.map((row) => [row.handle, row.segmentId]));
}

/** Removes a segment with all its versions, its members and the history of who they were. */
export async function removeSegment(
  db: Queryable,
  shopId: number,
  segmentId: number,
): Promise<void> {
  for (const table of [
    "segment_sum",
    "segment_day",
    "segment_candidate",
    "segment_membership",
    "membership_change",
    "segment_version",
    "segment",
  ]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND segment_id = $2`, [
      shopId,
      segmentId,
    ]);
  }
}

/** The handles of ready segments that a shop was given, and the segments that are from before there were versions. */
export async function findGivenSegments(
  db: Queryable,
  shopId: number,
): Promise<{ given: string[]; unversioned: { segmentId: number; handle: string }[] }> {
  const { rows } = await db.query<{
    given: string[];
    unversioned: { segmentId: number; handle: string }[];
  }>(
    `SELECT ready_segments AS given,
       COALESCE((SELECT json_agg(json_build_object('segmentId', segment_id, 'handle', handle)) FROM segment
         WHERE shop_id = $1 AND version = 0), '[]') AS unversioned
     FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { given: [], unversioned: [] };
}

export async function noteGivenSegments(
  db: Queryable,
  shopId: number,
  handles: readonly string[],
): Promise<void> {
  await db.query("UPDATE shop SET ready_segments = $2 WHERE shop_id = $1", [shopId, handles]);
}
