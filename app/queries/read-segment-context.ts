import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { readLatestChanges, type Change } from "./read-latest-changes.ts";

/** What surrounds a segment: its versions, who names it, its tag on customers, and the latest changes. */
export interface SegmentContext {
  /** The newest first. */
  versions: SegmentVersion[];
  /** Segments whose newest definition names this one. */
  users: { handle: string; name: string }[];
  /** null: it writes no tag. */
  tag: TagProgress | null;
  changes: Change[];
}

export interface SegmentVersion {
  version: number;
  name: string;
  publishedAt: Instant;
  /** null: not yet, or never: a newer one came before. */
  inForceAt: Instant | null;
  /** The whole definition as JSON text, to tell what changed from one to the next. */
  definition: string;
}

/** Customers who should carry the segment's tag, and of these whom Shopify has it for. */
export interface TagProgress {
  mode: string;
  wanted: number;
  written: number;
}

const MOST_VERSIONS = 30;
const MOST_CHANGES = 12;

/** @param input.tag as customers carry it, prefix included */
export async function readSegmentContext(
  input: { shopId: number; handle: string; tag: string | null },
  db: Queryable = getPool(),
): Promise<SegmentContext> {
  const { shopId, handle } = input;
  const [versions, users, tag, changes] = await Promise.all([
    readVersions(db, shopId, handle),
    readUsers(db, shopId, handle),
    input.tag === null ? null : readTagProgress(db, shopId, input.tag),
    readLatestChanges({ shopId, segment: handle, limit: MOST_CHANGES }, db),
  ]);
  return { versions, users, tag, changes };
}

async function readVersions(
  db: Queryable,
  shopId: number,
  handle: string,
): Promise<SegmentVersion[]> {
  const { rows } = await db.query<SegmentVersion>(
    `SELECT published.version, definition->>'name' AS name, published_at AS "publishedAt",
       in_force_at AS "inForceAt", definition::text
     FROM segment_version AS published JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND handle = $2 ORDER BY published.version DESC LIMIT $3`,
    [shopId, handle, MOST_VERSIONS],
  );
  return rows;
}

async function readUsers(
  db: Queryable,
  shopId: number,
  handle: string,
): Promise<SegmentContext["users"]> {
  const { rows } = await db.query<SegmentContext["users"][number]>(
    `SELECT handle, name FROM segment JOIN (
       SELECT DISTINCT ON (segment_id) segment_id, definition FROM segment_version
       WHERE shop_id = $1 ORDER BY segment_id, version DESC) AS newest USING (segment_id)
     WHERE shop_id = $1 AND handle <> $2 AND jsonb_path_exists(definition,
       '$.** ? (@.kind == "segment" && @.handle == $handle)', jsonb_build_object('handle', $2::text))
     ORDER BY segment_id`,
    [shopId, handle],
  );
  return rows;
}

async function readTagProgress(db: Queryable, shopId: number, tag: string): Promise<TagProgress> {
  const { rows } = await db.query<TagProgress>(
    `SELECT (SELECT tag_mode FROM shop WHERE shop_id = $1) AS mode, count(*) AS wanted,
       count(*) FILTER (WHERE $2 = ANY(written)) AS written
     FROM tag_state WHERE shop_id = $1 AND $2 = ANY(desired)`,
    [shopId, tag],
  );
  return rows[0] ?? { mode: "writing", wanted: 0, written: 0 };
}
