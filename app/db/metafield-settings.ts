import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** Whether a shop's scores are told in metafields, and how far their definitions are. */
export interface MetafieldSetting {
  isOn: boolean;
  /** When the definitions were last seen to stand; null: they do not. */
  definedAt: number | null;
  /** Failures in a row, and the reason of the last one. */
  attempts: number;
  error: string | null;
}

const COLUMNS = `is_on AS "isOn", defined_at AS "definedAt", attempts, error`;

/** A shop without a row never turned them on. */
export async function loadMetafieldSetting(
  db: Queryable,
  shopId: number,
): Promise<MetafieldSetting> {
  const { rows } = await db.query<MetafieldSetting>(
    `SELECT ${COLUMNS} FROM metafield_setting WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { isOn: false, definedAt: null, attempts: 0, error: null };
}

/** Turns them on or off. The definitions follow at once, and what was wanted before is forgotten. */
export async function saveMetafieldSetting(
  db: Queryable,
  shopId: number,
  setting: { isOn: boolean; now: number },
): Promise<void> {
  await db.query(
    `INSERT INTO metafield_setting (shop_id, is_on, due_at) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET is_on = $2, due_at = $3, attempts = 0, error = NULL`,
    [shopId, setting.isOn, new Date(setting.now)],
  );
  await db.query("DELETE FROM metafield_state WHERE shop_id = $1", [shopId]);
}

/**
 * The app went and came back: what of its metafields is left is unknown. Definitions are made again, and
 * everything is written anew.
 */
export async function doubtMetafields(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `UPDATE metafield_setting SET defined_at = NULL, due_at = $2, attempts = 0, error = NULL
     WHERE shop_id = $1`,
    [shopId, new Date(now)],
  );
  await db.query(`UPDATE metafield_state SET in_doubt = true, write_at = $2 WHERE shop_id = $1`, [
    shopId,
    new Date(now),
  ]);
}

export interface DueDefinitions extends MetafieldSetting {
  dueAt: number;
}

/** The definitions of a shop that are to be made, looked at or removed; null: nothing is due. */
export async function loadDueDefinitions(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<DueDefinitions | null> {
  const { rows } = await db.query<DueDefinitions>(
    `SELECT ${COLUMNS}, due_at AS "dueAt" FROM metafield_setting WHERE shop_id = $1 AND due_at <= $2`,
    [shopId, new Date(now)],
  );
  return rows[0] ?? null;
}

/**
 * Notes what stands now, and when that is looked at next (null: never). It changes nothing where the
 * definitions were made due anew meanwhile, as by another click.
 */
export async function recordDefinitions(
  db: Queryable,
  shopId: number,
  found: {
    /** Of the setting when it was loaded. */
    loadedDueAt: number;
    definedAt: number | null;
    dueAt: number | null;
    error: string | null;
  },
): Promise<void> {
  await db.query(
    `UPDATE metafield_setting SET defined_at = $3, due_at = $4, error = $5::text,
       attempts = CASE WHEN $5::text IS NULL THEN 0 ELSE attempts + 1 END
     WHERE shop_id = $1 AND due_at = $2`,
    [
      shopId,
      new Date(found.loadedDueAt),
      found.definedAt === null ? null : new Date(found.definedAt),
      found.dueAt === null ? null : new Date(found.dueAt),
      found.error,
    ],
  );
}

/** Has the definitions looked at now, where that waits after a failure. */
export async function retryDefinitions(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<number> {
  const { rowCount } = await db.query(
    "UPDATE metafield_setting SET due_at = $2, attempts = 0 WHERE shop_id = $1 AND error IS NOT NULL",
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

export async function findShopsWithDefinitionsDue(
  db: Queryable,
  query: { now: number; limit: number },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM metafield_setting JOIN shop USING (shop_id)
     WHERE due_at <= $1 AND status = 'installed' ORDER BY due_at LIMIT $2`,
    [new Date(query.now), query.limit],
  );
  return rows.map((row) => row.shopId);
}
