import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** One write of one customer's tags. */
export interface TagWriteEntry {
  writeId: number;
  customerId: string;
  added: string[];
  removed: string[];
  /** Those of both that somebody else had changed. */
  repaired: string[];
  cause: string;
  at: Instant;
  /** Which membership led to it, and why it changed; null: none that is known. */
  segment: { handle: string; name: string; entered: boolean; reason: string } | null;
}

/** A page of the log, newest first, with the addresses of its neighbors. */
export interface TagWritePage {
  writes: TagWriteEntry[];
  next: string | null;
  previous: string | null;
}

const PAGE = 25;

/** @param input.after, input.before a cursor of another page; what is none gives the newest page */
export async function listTagWrites(
  input: {
    shopId: number;
    after?: string | undefined;
    before?: string | undefined;
    limit?: number | undefined;
  },
  db: Queryable = getPool(),
): Promise<TagWritePage> {
  const after = readCursor(input.after);
  const before = after === null ? readCursor(input.before) : null;
  const limit = input.limit ?? PAGE;
  const rows = await loadPage(db, input.shopId, { after, before, limit });
  const hasMore = rows.length > limit;
  const kept = rows.slice(0, limit);
  const writes = before === null ? kept : kept.toReversed();
  const first = writes.at(0)?.writeId;
  const last = writes.at(-1)?.writeId;
  const hasNext = before === null ? hasMore : true;
  const hasPrevious = before === null ? after !== null : hasMore;
  return {
    writes,
    next: hasNext && last !== undefined ? String(last) : null,
    previous: hasPrevious && first !== undefined ? String(first) : null,
  };
}

type Row = Omit<TagWriteEntry, "segment"> & {
  handle: string | null;
  name: string;
  entered: boolean;
  reason: string;
};

async function loadPage(
  db: Queryable,
  shopId: number,
  { after, before, limit }: { after: number | null; before: number | null; limit: number },
): Promise<TagWriteEntry[]> {
  // From a page's later end backwards: the nearest come first, and the page is turned around after.
  const order = before === null ? "DESC" : "ASC";
  const { rows } = await db.query<Row>(
    `WITH page AS (
       SELECT * FROM tag_write WHERE shop_id = $1 AND ($2::bigint IS NULL OR write_id < $2)
         AND ($3::bigint IS NULL OR write_id > $3)
       ORDER BY write_id ${order} LIMIT $4)
     SELECT write_id AS "writeId", page.customer_id AS "customerId", added, removed, repaired, cause,
       written_at AS at, handle, name, entered, reason
     FROM page LEFT JOIN LATERAL (
       SELECT handle, name, entered, reason FROM membership_change JOIN segment USING (shop_id, segment_id)
       WHERE shop_id = $1 AND customer_id = page.customer_id AND at <= written_at AND cause = 'segments'
         AND EXISTS (SELECT FROM unnest(CASE WHEN entered THEN added ELSE removed END) AS written
                     WHERE right(lower(written), char_length(tag)) = lower(tag))
       ORDER BY at DESC, change_id DESC LIMIT 1) AS led ON true
     ORDER BY write_id ${order}`,
    [shopId, after, before, limit + 1],
  );
  return rows.map(({ handle, name, entered, reason, ...write }) => ({
    ...write,
    segment: handle === null ? null : { handle, name, entered, reason },
  }));
}

const readCursor = (text: string | undefined): number | null =>
  /^\d{1,15}$/.test(text ?? "") ? Number(text) : null;
