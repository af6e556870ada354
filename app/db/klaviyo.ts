import type { Queryable } from "./transaction.ts";

/** Notes what Klaviyo signs a shop's webhooks with. A connection that stands is replaced. */
export async function saveKlaviyoConnection(
  db: Queryable,
  shopId: number,
  connection: { sealedSecret: string; now: number },
): Promise<void> {
  await db.query(
    `INSERT INTO klaviyo_connection (shop_id, secret, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET secret = $2, created_at = $3`,
    [shopId, connection.sealedSecret, new Date(connection.now)],
  );
}

/** @returns whether there was one */
export async function removeKlaviyoConnection(db: Queryable, shopId: number): Promise<boolean> {
  const { rowCount } = await db.query("DELETE FROM klaviyo_connection WHERE shop_id = $1", [
    shopId,
  ]);
  return rowCount === 1;
}

export interface KlaviyoConnectionRow {
  sealedSecret: string;
  createdAt: number;
  shopStatus: "installed" | "uninstalled";
  /** As in the shop's row: see AddressMatchingRow. */
  isOn: boolean;
  sealedKey: string | null;
}

export async function loadKlaviyoConnection(
  db: Queryable,
  shopId: number,
): Promise<KlaviyoConnectionRow | null> {
  const { rows } = await db.query<KlaviyoConnectionRow>(
    `SELECT secret AS "sealedSecret", created_at AS "createdAt", shop.status AS "shopStatus",
       match_addresses AS "isOn", address_key AS "sealedKey"
     FROM klaviyo_connection JOIN shop USING (shop_id) WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}
