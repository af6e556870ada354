import type { Queryable } from "./transaction.ts";

/** A definition of a segment as published. */
export interface SegmentVersionRow {
  segmentId: number;
  handle: string;
  version: number;
  /** A `SegmentDefinition` as JSON. */
  definition: unknown;
  /** The condition as it was written; null: by the form. */
  text: string | null;
  publishedAt: number;
  /** null: it never came into force, or does not yet. */
  inForceAt: number | null;
  /** Whether Flow and Klaviyo are told of who enters and leaves because it comes into force. */
  isTold: boolean;
}

const COLUMNS = `segment_version.segment_id AS "segmentId", handle, segment_version.version, definition, text,
  published_at AS "publishedAt", in_force_at AS "inForceAt", is_told AS "isTold"`;

/** The newest version of every segment of the shop, in force or not. */
export async function loadPublished(db: Queryable, shopId: number): Promise<SegmentVersionRow[]> {
  const { rows } = await db.query<SegmentVersionRow>(
    `SELECT DISTINCT ON (segment_version.segment_id) ${COLUMNS}
     FROM segment_version JOIN segment USING (shop_id, segment_id) WHERE shop_id = $1
     ORDER BY segment_version.segment_id, segment_version.version DESC`,
    [shopId],
  );
  return rows;
}

/** All versions of a segment, the newest first. */
export async function loadVersions(
  db: Queryable,
  shopId: number,
  segmentId: number,
): Promise<SegmentVersionRow[]> {
  const { rows } = await db.query<SegmentVersionRow>(
    `SELECT ${COLUMNS} FROM segment_version JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND segment_id = $2 ORDER BY segment_version.version DESC`,
    [shopId, segmentId],
  );
  return rows;
}

export async function addVersions(
  db: Queryable,
  shopId: number,
  versions: readonly Omit<SegmentVersionRow, "handle" | "inForceAt">[],
): Promise<void> {
  await db.query(
    `INSERT INTO segment_version (shop_id, segment_id, version, definition, text, published_at, is_told)
     SELECT $1, segment_id, version, definition::jsonb, text, published_at, is_told
     FROM unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[])
       AS new(segment_id, version, definition, text, published_at, is_told)`,
    [
      shopId,
      versions.map((row) => row.segmentId),
      versions.map((row) => row.version),
      versions.map((row) => JSON.stringify(row.definition)),
      versions.map((row) => row.text),
      versions.map((row) => new Date(row.publishedAt)),
      versions.map((row) => row.isTold),
    ],
  );
}

/** The segments of which Flow and Klaviyo are told when these versions come into force. */
export async function findTold(
  db: Queryable,
  shopId: number,
  versions: ReadonlyMap<number, number>,
): Promise<number[]> {
  const { rows } = await db.query<{ segmentId: number }>(
    `SELECT segment_id AS "segmentId" FROM segment_version
     JOIN unnest($2::int[], $3::int[]) AS new(segment_id, version) USING (segment_id, version)
     WHERE shop_id = $1 AND is_told`,
    [shopId, [...versions.keys()], [...versions.values()]],
  );
  return rows.map(({ segmentId }) => segmentId);
}

/** Puts published versions into force: what is judged, and shown as the segment, is theirs from here on. */
export async function enforceVersions(
  db: Queryable,
  shopId: number,
  enforced: { versions: ReadonlyMap<number, number>; now: number },
): Promise<void> {
  const columns = [[...enforced.versions.keys()], [...enforced.versions.values()]];
  await db.query(
    `UPDATE segment_version SET in_force_at = $4 FROM unnest($2::int[], $3::int[]) AS new(segment_id, version)
     WHERE shop_id = $1 AND segment_version.segment_id = new.segment_id AND segment_version.version = new.version`,
    [shopId, ...columns, new Date(enforced.now)],
  );
  await db.query(
    `UPDATE segment SET version = new.version, name = definition->>'name',
       description = definition->>'description', tag = definition->>'tag', condition = definition->'condition',
       leave_when = NULLIF(definition->'leaveWhen', 'null'),
       minimum_stay_ms = (definition->>'minimumStayMs')::bigint,
       minimum_absence_ms = (definition->>'minimumAbsenceMs')::bigint
     FROM unnest($2::int[], $3::int[]) AS new(segment_id, version)
       JOIN segment_version published USING (segment_id, version)
     WHERE segment.shop_id = $1 AND published.shop_id = $1 AND segment.segment_id = new.segment_id`,
    [shopId, ...columns],
  );
}
