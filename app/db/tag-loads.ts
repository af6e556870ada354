import type { ChosenLoad } from "../pipeline/activate/choose-load.ts";
import type { TagMode } from "./shop.ts";
import { LIST, OUT_OF_LOAD, STATE_COLUMNS, type TagState } from "./tag-states.ts";
import type { Queryable } from "./transaction.ts";

/** Many customers' tags that one bulk operation of Shopify writes. */
export interface TagLoad {
  loadId: string;
  change: ChosenLoad["change"];
  /** The tag mode in which it began. */
  mode: TagMode;
  lines: number;
  /** How often Shopify was asked to begin it; once it has begun, how often its result could not be read. */
  tries: number;
  /** When Shopify was asked for it, where what became of that may be unknown. */
  askedAt: number | null;
  bulkId: string | null;
  pollAt: number;
}

export async function loadTagLoad(db: Queryable, shopId: number): Promise<TagLoad | null> {
  const { rows } = await db.query<TagLoad>(
    `SELECT load_id AS "loadId", change, mode, lines, tries, asked_at AS "askedAt", bulk_id AS "bulkId",
       poll_at AS "pollAt" FROM tag_load WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Whether the tags of any of some customers are lines of a load, which may be written at any moment. */
export async function isInTagLoad(
  db: Queryable,
  shopId: number,
  customerIds: readonly string[],
): Promise<boolean> {
  const { rows } = await db.query<{ isIn: boolean }>(
    `SELECT EXISTS (SELECT FROM tag_state
       WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND load_line IS NOT NULL) AS "isIn"`,
    [shopId, customerIds],
  );
  return rows[0]?.isIn === true;
}

/** Who can be taken into a load: of whom it is known what stands there, and nothing is contested. */
const IS_LOADABLE = `shop_id = $1 AND write_at <= $2 AND load_line IS NULL AND NOT needs_check AND NOT in_doubt
  AND contested = '{}'`;

/** How many can be taken, counted up to a limit; 0 where no load may begin yet. */
export async function countLoadable(
  db: Queryable,
  shopId: number,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const { rows } = await db.query<{ found: number }>(
    `SELECT count(*) AS found FROM (SELECT FROM tag_state WHERE ${IS_LOADABLE}
       AND NOT EXISTS (SELECT FROM tag_load WHERE shop_id = $1)
       AND NOT EXISTS (SELECT FROM tag_turn WHERE shop_id = $1 AND load_from > $2) LIMIT $3) AS few`,
    [shopId, new Date(now), limit],
  );
  return rows[0]?.found ?? 0;
}

/** Those who wait longest first. */
export async function findLoadable(
  db: Queryable,
  shopId: number,
  { now, limit }: { now: number; limit: number },
): Promise<TagState[]> {
  const { rows } = await db.query<TagState>(
    `SELECT ${STATE_COLUMNS} FROM tag_state WHERE ${IS_LOADABLE} ORDER BY write_at LIMIT $3`,
    [shopId, new Date(now), limit],
  );
  return rows;
}

/** Keeps a shop from beginning a load before an instant. */
export async function restFromLoads(db: Queryable, shopId: number, until: number): Promise<void> {
  await db.query(
    `INSERT INTO tag_turn (shop_id, load_from) VALUES ($1, $2)
     ON CONFLICT (shop_id) DO UPDATE SET load_from = excluded.load_from`,
    [shopId, new Date(until)],
  );
}

/**
 * Begins a load: from here on its customers are no work of single requests. Who was changed since they were read is
 * left out.
 */
export async function beginLoad(
  db: Queryable,
  shopId: number,
  load: ChosenLoad & { loadId: string; mode: TagMode; now: number },
): Promise<void> {
  const { lines } = load;
  await db.query(
    `WITH told AS (
       SELECT customer_id, taken, ${LIST("tags")} AS tags
       FROM unnest($2::text[], $3::int[], $4::text[]) AS told(customer_id, taken, tags)),
     locked AS (
       SELECT customer_id AS id, taken, tags FROM tag_state JOIN told USING (customer_id)
       WHERE shop_id = $1 AND revision = taken AND load_line IS NULL
       ORDER BY customer_id FOR UPDATE OF tag_state),
     taken AS (
       UPDATE tag_state SET load_line = 0, load_revision = locked.taken, load_tags = locked.tags,
         write_at = 'infinity'
       FROM locked WHERE shop_id = $1 AND customer_id = locked.id RETURNING 1)
     INSERT INTO tag_load (shop_id, load_id, change, mode, lines, poll_at, began_at)
     SELECT $1, $5, $6, $7, count(*), $8, $8 FROM taken HAVING count(*) > 0`,
    [
      shopId,
      lines.map((line) => line.customerId),
      lines.map((line) => line.revision),
      lines.map((line) => JSON.stringify(line.tags)),
      load.loadId,
      load.change,
      load.mode,
      new Date(load.now),
    ],
  );
}

/**
 * Numbers the lines and says, before anything leaves, that what stands on their customers is uncertain from now on.
 * @returns the lines in the order of their numbers; null where tags are not written in the load's mode any more
 */
export async function askForLoad(
  db: Queryable,
  shopId: number,
  { mode, now }: { mode: TagMode; now: number },
): Promise<{ customerId: string; tags: string[] }[] | null> {
  const { rows } = await db.query<{ isStill: boolean }>(
    `WITH still AS (SELECT FROM shop WHERE shop_id = $1 AND tag_mode = $2 AND status = 'installed')
     UPDATE tag_load SET asked_at = $3, tries = tries + 1 FROM still WHERE shop_id = $1
     RETURNING true AS "isStill"`,
    [shopId, mode, new Date(now)],
  );
  if (rows[0]?.isStill !== true) return null;
  const numbered = await db.query<{ customerId: string; tags: string[]; line: number }>(
    `WITH locked AS (
       SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND load_line IS NOT NULL
       ORDER BY customer_id FOR UPDATE),
     numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS line FROM locked)
     UPDATE tag_state SET load_line = line, in_doubt = true FROM numbered
     WHERE shop_id = $1 AND customer_id = id
     RETURNING customer_id AS "customerId", load_tags AS tags, load_line AS line`,
    [shopId],
  );
  return numbered.rows.sort((a, b) => a.line - b.line);
}

/** Notes that Shopify began nothing. */
export async function retractLoad(db: Queryable, shopId: number, pollAt: number): Promise<void> {
  await db.query("UPDATE tag_load SET asked_at = NULL, poll_at = $2 WHERE shop_id = $1", [
    shopId,
    new Date(pollAt),
  ]);
}

export async function saveLoadOperation(
  db: Queryable,
  shopId: number,
  begun: { bulkId: string; pollAt: number },
): Promise<void> {
  await db.query("UPDATE tag_load SET bulk_id = $2, tries = 0, poll_at = $3 WHERE shop_id = $1", [
    shopId,
    begun.bulkId,
    new Date(begun.pollAt),
  ]);
}

export async function postponeLoad(db: Queryable, shopId: number, pollAt: number): Promise<void> {
  await db.query("UPDATE tag_load SET poll_at = $2 WHERE shop_id = $1", [shopId, new Date(pollAt)]);
}

/** The same for a load whose result could not be read. */
export async function postponeReading(
  db: Queryable,
  shopId: number,
  pollAt: number,
): Promise<void> {
  await db.query("UPDATE tag_load SET tries = tries + 1, poll_at = $2 WHERE shop_id = $1", [
    shopId,
    new Date(pollAt),
  ]);
}

export interface LoadLine extends TagState {
  line: number;
  loadRevision: number;
  loadTags: string[];
}

/** The customers of some lines, as far as nothing was noted of them yet. */
export async function findLoadLines(
  db: Queryable,
  shopId: number,
  lines: number[],
): Promise<LoadLine[]> {
  const { rows } = await db.query<LoadLine>(
    `SELECT ${STATE_COLUMNS}, load_line AS line, load_revision AS "loadRevision", load_tags AS "loadTags"
     FROM tag_state WHERE shop_id = $1 AND load_line = ANY($2::int[])`,
    [shopId, lines],
  );
  return rows;
}

/**
 * Ends a load. Of whom nothing was noted is work of single requests again: after a look at what stands there, unless
 * nothing of the load can have left.
 */
export async function endLoad(
  db: Queryable,
  shopId: number,
  { rest, now }: { rest: "in-doubt" | "untouched"; now: number },
): Promise<void> {
  await db.query(
    `WITH locked AS (
       SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND load_line IS NOT NULL
       ORDER BY customer_id FOR UPDATE),
     released AS (
       UPDATE tag_state SET write_at = $2, in_doubt = in_doubt AND $3, ${OUT_OF_LOAD}
       FROM locked WHERE shop_id = $1 AND customer_id = locked.id)
     DELETE FROM tag_load WHERE shop_id = $1`,
    [shopId, new Date(now), rest === "in-doubt"],
  );
}
