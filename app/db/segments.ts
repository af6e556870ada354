import type { Queryable } from "./transaction.ts";

export interface SegmentRow {
  segmentId: number;
  handle: string;
  name: string;
  description: string;
  tag: string;
  condition: unknown;
}

/** Saves the shop's segments by handle; one that exists keeps its number, and so its members. */
export async function saveSegments(
  db: Queryable,
  shopId: number,
  segments: Omit<SegmentRow, "segmentId">[],
): Promise<void> {
  await db.query(
    `INSERT INTO segment (shop_id, segment_id, handle, name, description, tag, condition)
     SELECT $1, (SELECT COALESCE(max(segment_id), 0) FROM segment WHERE shop_id = $1) + place,
       handle, name, description, tag, condition::jsonb
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       WITH ORDINALITY AS new(handle, name, description, tag, condition, place)
     ON CONFLICT (shop_id, handle) DO UPDATE SET name = excluded.name, description = excluded.description,
       tag = excluded.tag, condition = excluded.condition`,
    [
      shopId,
      segments.map((segment) => segment.handle),
      segments.map((segment) => segment.name),
      segments.map((segment) => segment.description),
      segments.map((segment) => segment.tag),
      segments.map((segment) => JSON.stringify(segment.condition)),
    ],
  );
}

export async function loadSegments(db: Queryable, shopId: number): Promise<SegmentRow[]> {
  const { rows } = await db.query<SegmentRow>(
    `SELECT segment_id AS "segmentId", handle, name, description, tag, condition
     FROM segment WHERE shop_id = $1 ORDER BY segment_id`,
    [shopId],
  );
  return rows;
}
