import { createHash } from "node:crypto";

const WRITE_KEY = /^kdl_(\d{1,9})_[A-Za-z0-9_-]{43}$/;

/**
 * The shop that a write key names, and the hash under which the key is known there. A key is 32 random
 * bytes: nobody finds it by trying hashes, so they need no salt.
 * @returns null when the text is no write key
 */
export function hashWriteKey(key: string): { shopId: number; keyHash: string } | null {
  const shopId = WRITE_KEY.exec(key)?.[1];
  if (shopId === undefined) return null;
  return { shopId: Number(shopId), keyHash: createHash("sha256").update(key).digest("hex") };
}
