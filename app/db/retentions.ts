import { DAY_MS, MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** How long a shop keeps what is not needed for scores. */
export interface RetentionSetting {
  /** null: for good. */
  rawEventDays: number | null;
  logDays: number;
}

/** Everything can be computed again from raw events, so they go only where a merchant says so. */
const DEFAULT_RETENTION: RetentionSetting = { rawEventDays: null, logDays: 365 };

/** Counts by the minute serve to look at the last days; nobody asks what a minute of last year brought. */
const MOST_INTAKE_DAYS = 90;

export async function loadRetention(db: Queryable, shopId: number): Promise<RetentionSetting> {
  const { rows } = await db.query<RetentionSetting>(
    `SELECT raw_event_days AS "rawEventDays", log_days AS "logDays" FROM retention WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? DEFAULT_RETENTION;
}

/** Keeps the setting; what it makes too old is due at once. */
export async function saveRetention(
  db: Queryable,
  shopId: number,
  { rawEventDays, logDays, dueAt }: RetentionSetting & { dueAt: Instant },
): Promise<void> {
  await db.query(
    `INSERT INTO retention (shop_id, raw_event_days, log_days, due_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET raw_event_days = $2, log_days = $3, due_at = $4`,
    [shopId, rawEventDays, logDays, new Date(dueAt)],
  );
}

/**
 * The shops whose old rows are to be deleted: those whose time has come, and those never looked at. Of a shop that removed the
 * app everything stays until Shopify has it erased.
 */
export async function findShopsToTidy(
  db: Queryable,
  { now, limit, except }: { now: Instant; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop LEFT JOIN retention USING (shop_id)
     WHERE (due_at IS NULL OR due_at <= $1) AND status = 'installed'
       AND shop_id <> ALL($3::int[])
     ORDER BY due_at NULLS FIRST LIMIT $2`,
    [new Date(now), limit, except],
  );
  return rows.map((row) => row.shopId);
}

/**
 * How long keys of deliveries are kept, by which one that comes again is not stored again. Shopify tries a webhook again for
 * four hours, Klaviyo for two days, a browser's events for a week; clients of the API ask for a day, and an app that was
 * offline may need weeks. What comes even later is stored once more and counts no more: facts have keys of their own.
 */
const KEY_DAYS = 30;

/** How long what was told to Flow and Klaviyo is kept for the merchant to see. */
const TOLD_DAYS = 30;

/** What retention deletes. Keys of what was read as history go with the raw events, so that reading it again stores it again. */
export type Tidied =
  | "tag_write"
  | "activity"
  | "intake_minute"
  | "announcement"
  | "raw_event"
  | "delivery_key"
  | "history_key";

/** Up to $3 rows of shop $1 from before $2. */
const DELETE_OLDER: Record<Tidied, string> = {
  tag_write: byPlace("tag_write", "written_at < $2"),
  activity: byPlace("activity", "at < $2"),
  intake_minute: byPlace(
    "intake_minute",
    `minute < $2 AND source IN ('webhook', 'proxy', 'pixel', 'api', 'klaviyo', 'backfill', 'reconciliation')`,
  ),
  announcement: byPlace("announcement", "target IN ('flow', 'klaviyo') AND done_at < $2"),
  delivery_key: byPlace(
    "dedupe",
    "seen_at < $2 AND source IN ('webhook', 'proxy', 'pixel', 'api', 'klaviyo')",
  ),
  history_key: byPlace("dedupe", "seen_at < $2 AND source = 'backfill'"),
  // Their numbers rise with the time of arrival, and no index has the time: the oldest are looked at alone. By number, since a
  // place in one partition is one in each.
  raw_event: `DELETE FROM raw_event WHERE shop_id = $1 AND received_at < $2 AND raw_event_id = ANY(ARRAY(
    SELECT raw_event_id FROM (SELECT raw_event_id, received_at, ingested_at FROM raw_event WHERE shop_id = $1
      ORDER BY raw_event_id LIMIT $3) AS oldest
    WHERE received_at < $2 AND ingested_at IS NOT NULL))`,
};

/** Of a table that is not partitioned. */
function byPlace(table: string, tooOld: string): string {
  return `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM ${table} WHERE shop_id = $1 AND ${tooOld} LIMIT $3))`;
}

/** Deletes up to `limit` rows from before an instant. @returns how many there were */
export async function deleteOlder(
  db: Queryable,
  shopId: number,
  { what, before, limit }: { what: Tidied; before: Instant; limit: number },
): Promise<number> {
  const edge = what === "intake_minute" ? Math.floor(before / MINUTE_MS) : new Date(before);
  const { rowCount } = await db.query(DELETE_OLDER[what], [shopId, edge, limit]);
  return rowCount ?? 0;
}

/** Before which instant rows go; null: they stay. */
export function edgeOf(
  what: Tidied,
  { rawEventDays, logDays }: RetentionSetting,
  now: Instant,
): Instant | null {
  switch (what) {
    case "raw_event":
    case "history_key":
      return rawEventDays === null ? null : now - rawEventDays * DAY_MS;
    case "delivery_key":
      return now - KEY_DAYS * DAY_MS;
    case "announcement":
      return now - TOLD_DAYS * DAY_MS;
    case "intake_minute":
      return now - Math.min(logDays, MOST_INTAKE_DAYS) * DAY_MS;
    case "tag_write":
    case "activity":
      return now - logDays * DAY_MS;
  }
}

/**
 * How long a browser is remembered that does not come again: 13 months is what the CNIL lets an identifier live by which
 * audiences are measured (guidelines on cookies and other trackers, 2020).
 */
const VISITOR_DAYS = 395;

/**
 * Since when a visitor must have been seen to be kept; null: all are. They go no sooner than what they told: raw events that are kept
 * could not be erased any more for somebody who is not known, and would bring them back.
 */
export function visitorsEdge({ rawEventDays }: RetentionSetting, now: Instant): Instant | null {
  return rawEventDays === null ? null : now - Math.max(rawEventDays, VISITOR_DAYS) * DAY_MS;
}
