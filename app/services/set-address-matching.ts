import { randomBytes } from "node:crypto";
import type pg from "pg";
import { loadAddressMatching, saveAddressMatching } from "../db/address-matching.ts";
import { endAddressPull, startAddressPull } from "../db/address-pulls.ts";
import { lockShop } from "../db/locks.ts";
import { inTransaction } from "../db/transaction.ts";
import { addressKeyPurpose, openAddressKey } from "./open-address-key.ts";
import { sealSecret, type SealKeys } from "./seal-secret.ts";

const KEY_BYTES = 32;

export type SetAddressMatchingOutcome =
  { outcome: "on" } | { outcome: "off" } | { outcome: "unknown-shop" };

/**
 * Turns the matching of email addresses and phone numbers on or off for a shop. Turned off, the key of
 * the hashes is destroyed: nobody can tell any more whose they are, and turned on again they are others.
 */
export async function setAddressMatching(options: {
  pool: pg.Pool;
  shopId: number;
  isOn: boolean;
  sealKeys: SealKeys;
  now: number;
}): Promise<SetAddressMatchingOutcome> {
  const { pool, shopId, isOn, sealKeys, now } = options;
  return inTransaction(pool, async (db) => {
    await lockShop(db, "settings", shopId);
    const row = await loadAddressMatching(db, shopId);
    if (row === null) return { outcome: "unknown-shop" };
    if (!isOn) {
      await saveAddressMatching(db, shopId, { isOn: false, sealedKey: null });
      await endAddressPull(db, shopId);
      return { outcome: "off" };
    }
    if (row.isOn && openAddressKey({ sealKeys, shopId, row }) !== null) return { outcome: "on" };
    const sealedKey = sealSecret({
      keys: sealKeys,
      purpose: addressKeyPurpose(shopId),
      secret: randomBytes(KEY_BYTES).toString("base64"),
    });
    await saveAddressMatching(db, shopId, { isOn: true, sealedKey });
    await startAddressPull(db, shopId, now);
    return { outcome: "on" };
  });
}
