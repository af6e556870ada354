import { countTags } from "../db/count-segments.ts";
import { loadKlaviyoKey } from "../db/klaviyo-keys.ts";
import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { readLatestChanges, type Change } from "./read-latest-changes.ts";
import { readKeptSums } from "./segment-sizes.ts";
import { readSegmentUses } from "./segment-uses.ts";

/** What surrounds a segment: its versions, who names it, its tag on customers, and the latest changes. */
export interface SegmentContext {
  /** The newest first. */
  versions: SegmentVersion[];
  /** Segments whose newest definition names this one. */
  users: { handle: string; name: string }[];
  /** null: it writes no tag. */
  tag: TagProgress | null;
  changes: Change[];
  /** Whether Klaviyo is told of entries and exits. */
  klaviyo: "on" | "off" | "failing";
  /** Since when the customer who waits longest should have been looked at; null: nobody waits. */
  behindSince: Instant | null;
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
  /** Of the others those whose write Shopify refused, or that somebody takes off again each time. */
  refused: number;
  /** As of when; null: as of now. */
  countedAt: Instant | null;
}

const MOST_VERSIONS = 30;
const MOST_CHANGES = 12;

/** @param input.tag as customers carry it, prefix included */
export async function readSegmentContext(
  input: { shopId: number; handle: string; tag: string | null; now: Instant },
  db: Queryable = getPool(),
): Promise<SegmentContext> {
  const { shopId, handle } = input;
  const [versions, users, tag, changes, klaviyo, behindSince] = await Promise.all([
    readVersions(db, shopId, handle),
    readSegmentUses(db, shopId, handle),
    input.tag === null ? null : readTagProgress(db, { shopId, handle, tag: input.tag }),
    readLatestChanges({ shopId, segment: handle, limit: MOST_CHANGES }, db),
    loadKlaviyoKey(db, shopId),
    readBehindSince(db, shopId, input.now),
  ]);
  return {
    versions,
    users: users.map((user) => ({ handle: user.handle, name: user.name })),
    tag,
    changes,
    klaviyo: klaviyo === null ? "off" : klaviyo.error === null ? "on" : "failing",
    behindSince,
  };
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

async function readBehindSince(
  db: Queryable,
  shopId: number,
  now: Instant,
): Promise<Instant | null> {
  const { rows } = await db.query<{ since: Instant | null }>(
    `SELECT LEAST((SELECT min(due_at) FROM profile WHERE shop_id = $1 AND due_at <= $2),
       (SELECT min(due_at) FROM due_range WHERE shop_id = $1 AND due_at <= $2)) AS since`,
    [shopId, new Date(now)],
  );
  return rows[0]?.since ?? null;
}

async function readTagProgress(
  db: Queryable,
  asked: { shopId: number; handle: string; tag: string },
): Promise<TagProgress> {
  const { shopId, handle, tag } = asked;
  const { rows } = await db.query<{ mode: string; segmentId: number }>(
    `SELECT tag_mode AS mode, segment_id AS "segmentId" FROM shop JOIN segment USING (shop_id)
     WHERE shop_id = $1 AND handle = $2`,
    [shopId, handle],
  );
  const { mode = "writing", segmentId = 0 } = rows[0] ?? {};
  const { shop, segments, isLarge } = await readKeptSums(db, shopId);
  const kept = isLarge ? segments.get(segmentId) : (await countTags(db, shopId, tag)).get(tag);
  return {
    mode,
    wanted: kept?.tagWanted ?? 0,
    written: kept?.tagWritten ?? 0,
    refused: kept?.tagRefused ?? 0,
    countedAt: isLarge ? (shop?.asOf ?? null) : null,
  };
}
