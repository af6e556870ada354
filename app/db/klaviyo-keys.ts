import { noteChange } from "./shop-changes.ts";
import type { Queryable } from "./transaction.ts";

/** The key with which events are sent to a shop's Klaviyo account. */
export interface KlaviyoKeyRow {
  sealedKey: string;
  createdAt: number;
  /** Why events cannot be sent at present; null: they can. */
  error: string | null;
}

export async function saveKlaviyoKey(
  db: Queryable,
  shopId: number,
  key: { sealedKey: string; now: number },
): Promise<void> {
  await db.query(
    `INSERT INTO klaviyo_key (shop_id, sealed_key, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET sealed_key = $2, created_at = $3, error = NULL`,
    [shopId, key.sealedKey, new Date(key.now)],
  );
}

/** With what still waits to be told. @returns whether there was one */
export async function removeKlaviyoKey(db: Queryable, shopId: number): Promise<boolean> {
  const { rowCount } = await db.query("DELETE FROM klaviyo_key WHERE shop_id = $1", [shopId]);
  await db.query(
    "DELETE FROM announcement WHERE shop_id = $1 AND target = 'klaviyo' AND done_at IS NULL",
    [shopId],
  );
  return rowCount === 1;
}

export async function loadKlaviyoKey(db: Queryable, shopId: number): Promise<KlaviyoKeyRow | null> {
  const { rows } = await db.query<KlaviyoKeyRow>(
    `SELECT sealed_key AS "sealedKey", created_at AS "createdAt", error
     FROM klaviyo_key WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function noteKlaviyoError(
  db: Queryable,
  shopId: number,
  error: string | null,
): Promise<void> {
  const { rowCount } = await db.query(
    "UPDATE klaviyo_key SET error = $2 WHERE shop_id = $1 AND error IS DISTINCT FROM $2",
    [shopId, error],
  );
  if (rowCount !== 0) await noteChange(db, shopId, ["settings"]);
}
