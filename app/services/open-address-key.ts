import { loadAddressMatching, type AddressMatchingRow } from "../db/address-matching.ts";
import type { Queryable } from "../db/transaction.ts";
import type { HashAddress } from "../pipeline/shared/addresses.ts";
import { makeHashAddress } from "./hash-address.ts";
import { openSecret, type SealKeys } from "./seal-secret.ts";

export const addressKeyPurpose = (shopId: number): string => `addresses ${shopId}`;

/** How a shop's addresses are hashed; null: it does not match addresses, or its key cannot be opened. */
export function openAddressKey(options: {
  sealKeys: SealKeys;
  shopId: number;
  row: AddressMatchingRow;
}): HashAddress | null {
  const { row, sealKeys, shopId } = options;
  if (!row.isOn || row.sealedKey === null) return null;
  const purpose = addressKeyPurpose(shopId);
  const key = openSecret({ keys: sealKeys, purpose, sealed: row.sealedKey });
  return key === null ? null : makeHashAddress(Buffer.from(key, "base64"));
}

/** As `openAddressKey`, for a shop whose row is not at hand. */
export async function loadHashAddress(
  db: Queryable,
  shopId: number,
  sealKeys: SealKeys,
): Promise<HashAddress | null> {
  const row = await loadAddressMatching(db, shopId);
  return row === null ? null : openAddressKey({ sealKeys, shopId, row });
}
