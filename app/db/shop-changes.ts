import type { Queryable } from "./transaction.ts";

/** What pages show, cut so that a page need not load anew for what it does not show. */
export const CHANGE_TOPICS = [
  /** Tags, metafields and announcements: what is written, what waits, what was refused. */
  "activation",
  /** What was ingested: orders, visits, carts, people. */
  "events",
  /** How far the shop's history is read. */
  "history",
  /** What came in by each source, refusals included. */
  "intake",
  /** The newest fit of the predictions. */
  "predictions",
  "scores",
  /** Definitions, builds, and who is in. */
  "segments",
  /** What the merchant chose: model, keys, connections. */
  "settings",
] as const;

export type ChangeTopic = (typeof CHANGE_TOPICS)[number];

/** How often each topic of a shop has changed; what is not named has not yet. */
export type ShopVersions = Partial<Record<ChangeTopic, number>>;

/**
 * Says that open pages of the shop are out of date. The last statement of the transaction that changes something: the
 * row stays locked until its end, and whoever locks it holds all other locks already, so that nobody waits in a ring.
 */
export const noteChange = (
  db: Queryable,
  shopId: number,
  topics: readonly ChangeTopic[],
): Promise<void> => noteChanges(db, [shopId], topics);

/** The same of several shops in one statement. */
export async function noteChanges(
  db: Queryable,
  shopIds: readonly number[],
  topics: readonly ChangeTopic[],
): Promise<void> {
  if (topics.length === 0) return;
  await db.query(
    `INSERT INTO shop_change (shop_id, topic)
     SELECT shop_id, topic FROM shop, unnest($2::text[]) AS topic WHERE shop_id = ANY($1::int[])
     ORDER BY shop_id, topic
     ON CONFLICT (shop_id, topic) DO UPDATE SET version = shop_change.version + 1`,
    [shopIds, [...new Set(topics)]],
  );
}

/** The versions of some shops in one statement; a shop of which nothing was noted has none. */
export async function loadVersions(
  db: Queryable,
  shopIds: readonly number[],
): Promise<Map<number, ShopVersions>> {
  const { rows } = await db.query<{ shopId: number; topic: ChangeTopic; version: number }>(
    `SELECT shop_id AS "shopId", topic, version FROM shop_change WHERE shop_id = ANY($1::int[])`,
    [shopIds],
  );
  const versions = new Map<number, ShopVersions>(shopIds.map((shopId) => [shopId, {}]));
  for (const { shopId, topic, version } of rows) {
    const known = versions.get(shopId);
    if (known) known[topic] = version;
  }
  return versions;
}
