import type { Announcement } from "../pipeline/activate/announcements.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

export const TARGETS = ["flow", "klaviyo"] as const;

/** Who is told. */
export type AnnouncementTarget = (typeof TARGETS)[number];

export interface NewAnnouncement {
  target: AnnouncementTarget;
  profileId: number;
  customerId: string;
  announcement: Announcement;
}

/** Puts changes into the outbox, in the transaction that finds them. */
export async function addAnnouncements(
  db: Queryable,
  shopId: number,
  rows: NewAnnouncement[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO announcement (shop_id, target, profile_id, customer_id, body, at)
     SELECT $1, target, profile_id, customer_id, body::jsonb, $6
     FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) AS new(target, profile_id, customer_id, body)`,
    [
      shopId,
      rows.map((row) => row.target),
      rows.map((row) => row.profileId),
      rows.map((row) => row.customerId),
      rows.map((row) => JSON.stringify(row.announcement)),
      new Date(now),
    ],
  );
}

export interface WaitingAnnouncement {
  announcementId: number;
  customerId: string;
  announcement: Announcement;
  at: number;
  attempts: number;
}

/** Announcements of which it is not known whether they arrived: they were sent together. */
export interface OpenBatch {
  batch: string;
  /** When the request left. */
  batchAt: number;
  /** What was answered, where an answer came that told of errors; null: no answer came. */
  error: string | null;
  attempts: number;
}

export async function findOpenBatch(
  db: Queryable,
  shopId: number,
  target: AnnouncementTarget,
): Promise<OpenBatch | null> {
  const { rows } = await db.query<OpenBatch>(
    `SELECT batch, batch_at AS "batchAt", error, attempts FROM announcement
     WHERE shop_id = $1 AND target = $2 AND done_at IS NULL AND batch IS NOT NULL LIMIT 1`,
    [shopId, target],
  );
  return rows[0] ?? null;
}

/**
 * Takes the oldest that wait into a batch. From here on they are in doubt until an answer is noted. The order
 * is that of the changes: of one customer none overtakes another.
 */
export async function openBatch(
  db: Queryable,
  shopId: number,
  wanted: { target: AnnouncementTarget; batch: string; limit: number; now: number },
): Promise<WaitingAnnouncement[]> {
  const { rows } = await db.query<WaitingAnnouncement>(
    `UPDATE announcement SET batch = $3, batch_at = $5, error = NULL
     WHERE shop_id = $1 AND announcement_id IN (
       SELECT announcement_id FROM announcement
       WHERE shop_id = $1 AND target = $2 AND done_at IS NULL ORDER BY announcement_id LIMIT $4)
     RETURNING announcement_id AS "announcementId", customer_id AS "customerId", body AS announcement,
       at, attempts`,
    [shopId, wanted.target, wanted.batch, wanted.limit, new Date(wanted.now)],
  );
  return rows.sort((a, b) => a.announcementId - b.announcementId);
}

/** Ends a batch that arrived: each of it is sent, but for those that were refused. */
export async function settleBatch(
  db: Queryable,
  shopId: number,
  told: { batch: string; refused: ReadonlyMap<number, string>; now: number },
): Promise<void> {
  await db.query(
    `UPDATE announcement SET done_at = $5, batch = NULL, error = refused.error,
       outcome = CASE WHEN refused.error IS NULL THEN 'sent' ELSE 'refused' END
     FROM announcement AS mine LEFT JOIN unnest($3::bigint[], $4::text[]) AS refused(announcement_id, error)
       ON refused.announcement_id = mine.announcement_id
     WHERE mine.shop_id = $1 AND mine.batch = $2 AND announcement.shop_id = $1
       AND announcement.announcement_id = mine.announcement_id`,
    [shopId, told.batch, [...told.refused.keys()], [...told.refused.values()], new Date(told.now)],
  );
}

/** Ends a batch that Shopify carried out with errors: which of it arrived nobody can say. */
export async function refuseBatch(
  db: Queryable,
  shopId: number,
  told: { batch: string; error: string; now: number },
): Promise<void> {
  await db.query(
    `UPDATE announcement SET done_at = $3, batch = NULL, outcome = 'refused', error = $4
     WHERE shop_id = $1 AND batch = $2`,
    [shopId, told.batch, new Date(told.now), told.error],
  );
}

/** Ends announcements for good, of a batch not all alike. */
export async function endAnnouncements(
  db: Queryable,
  shopId: number,
  ended: {
    ids: number[];
    outcome: "sent" | "refused" | "left-out";
    error: string | null;
    now: number;
  },
): Promise<void> {
  if (ended.ids.length === 0) return;
  await db.query(
    `UPDATE announcement SET done_at = $5, batch = NULL, outcome = $3, error = $4
     WHERE shop_id = $1 AND announcement_id = ANY($2::bigint[])`,
    [shopId, ended.ids, ended.outcome, ended.error, new Date(ended.now)],
  );
}

/** Gives a batch back that did not arrive. */
export async function releaseBatch(db: Queryable, shopId: number, batch: string): Promise<void> {
  await db.query(
    `UPDATE announcement SET batch = NULL, batch_at = NULL, attempts = attempts + 1
     WHERE shop_id = $1 AND batch = $2`,
    [shopId, batch],
  );
}

/** Gives back what is left of a batch of which others were dealt with: that was no try of these. */
export async function returnRest(db: Queryable, shopId: number, batch: string): Promise<void> {
  await db.query(
    `UPDATE announcement SET batch = NULL, batch_at = NULL WHERE shop_id = $1 AND batch = $2`,
    [shopId, batch],
  );
}

/** Notes that an answer came which told of errors: whether the batch was carried out can be seen at once. */
export async function noteBatchError(
  db: Queryable,
  shopId: number,
  told: { batch: string; error: string },
): Promise<void> {
  await db.query("UPDATE announcement SET error = $3 WHERE shop_id = $1 AND batch = $2", [
    shopId,
    told.batch,
    told.error,
  ]);
}

/** Forgets what waits: the app left the shop meanwhile, and what it would tell is over. */
export async function dropWaiting(db: Queryable, shopId: number): Promise<void> {
  await db.query("DELETE FROM announcement WHERE shop_id = $1 AND done_at IS NULL", [shopId]);
}

/** Has a refused one wait again. @returns whether there was one */
export async function tellAgain(
  db: Queryable,
  shopId: number,
  announcementId: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE announcement SET done_at = NULL, outcome = NULL, error = NULL, attempts = 0, batch = NULL, batch_at = NULL
     WHERE shop_id = $1 AND announcement_id = $2 AND outcome = 'refused'`,
    [shopId, announcementId],
  );
  return rowCount === 1;
}

/** The installed shops with something to tell. */
export async function findShopsToTell(
  db: Queryable,
  target: AnnouncementTarget,
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop WHERE status = 'installed' AND EXISTS (
       SELECT FROM announcement
       WHERE announcement.shop_id = shop.shop_id AND target = $1 AND done_at IS NULL)
     ORDER BY shop_id`,
    [target],
  );
  return rows.map((row) => row.shopId);
}
