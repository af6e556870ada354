import type { Queryable } from "../db/transaction.ts";

/** A segment whose newest definition names another one. */
export interface SegmentUse {
  /** The one that is named. */
  used: string;
  handle: string;
  name: string;
}

/** Which segments name which, in the order of their making; of one that is named, or of all. */
export async function readSegmentUses(
  db: Queryable,
  shopId: number,
  used: string | null = null,
): Promise<SegmentUse[]> {
  const { rows } = await db.query<SegmentUse>(
    `SELECT DISTINCT segment_id, named->>'handle' AS used, handle, name FROM segment JOIN (
       SELECT DISTINCT ON (segment_id) segment_id, definition FROM segment_version
       WHERE shop_id = $1 ORDER BY segment_id, version DESC) AS newest USING (segment_id),
       jsonb_path_query(definition, '$.** ? (@.kind == "segment")') AS named
     WHERE shop_id = $1 AND named->>'handle' <> handle AND ($2::text IS NULL OR named->>'handle' = $2)
     ORDER BY segment_id`,
    [shopId, used],
  );
  return rows.map((row) => ({ used: row.used, handle: row.handle, name: row.name }));
}
