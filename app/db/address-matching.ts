import type { Queryable } from "./transaction.ts";

export interface AddressMatchingRow {
  isOn: boolean;
  /** The key of the shop's address hashes, sealed; null: there is none. */
  sealedKey: string | null;
}

/** @returns null when there is no such shop */
export async function loadAddressMatching(
  db: Queryable,
  shopId: number,
): Promise<AddressMatchingRow | null> {
  const { rows } = await db.query<AddressMatchingRow>(
    `SELECT match_addresses AS "isOn", address_key AS "sealedKey" FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** @returns whether there is such a shop */
export async function saveAddressMatching(
  db: Queryable,
  shopId: number,
  matching: AddressMatchingRow,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE shop SET match_addresses = $2, address_key = $3 WHERE shop_id = $1",
    [shopId, matching.isOn, matching.sealedKey],
  );
  return rowCount === 1;
}
