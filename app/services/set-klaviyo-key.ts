import type pg from "pg";
import { removeKlaviyoKey, saveKlaviyoKey } from "../db/klaviyo-keys.ts";
import { noteChange } from "../db/shop-changes.ts";
import { findShopById } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { sealSecret, type SealKeys } from "./seal-secret.ts";

export type SetKlaviyoKeyOutcome =
  | { outcome: "kept" | "removed" | "not-kept" }
  | { outcome: "invalid-key"; reason: string }
  | { outcome: "unknown-shop" };

/** Klaviyo's private keys; its public ones have six letters and may write nothing. */
const PRIVATE_KEY = /^pk_[A-Za-z0-9_]{16,200}$/;

export const klaviyoKeyPurpose = (shopId: number): string => `klaviyo events ${shopId}`;

/** Keeps the key by which a shop's changes are told to its Klaviyo account, or (null) forgets it with what waits. */
export async function setKlaviyoKey(options: {
  pool: pg.Pool;
  shopId: number;
  key: string | null;
  sealKeys: SealKeys;
  now: number;
}): Promise<SetKlaviyoKeyOutcome> {
  const { pool, shopId, sealKeys, now } = options;
  const key = options.key?.trim() ?? null;
  if ((await findShopById(pool, shopId)) === null) return { outcome: "unknown-shop" };
  if (key === null) {
    const wasThere = await inTransaction(pool, async (db) => {
      const isRemoved = await removeKlaviyoKey(db, shopId);
      if (isRemoved) await noteChange(db, shopId, ["settings"]);
      return isRemoved;
    });
    return { outcome: wasThere ? "removed" : "not-kept" };
  }
  if (!PRIVATE_KEY.test(key)) {
    const reason =
      "A private API key of Klaviyo begins with pk_ and has letters and digits after it";
    return { outcome: "invalid-key", reason };
  }
  const sealedKey = sealSecret({ keys: sealKeys, purpose: klaviyoKeyPurpose(shopId), secret: key });
  await saveKlaviyoKey(pool, shopId, { sealedKey, now });
  await noteChange(pool, shopId, ["settings"]);
  return { outcome: "kept" };
}
