import type pg from "pg";
import { noteChange } from "../db/shop-changes.ts";
import { markWriteKeyRevoked } from "../db/write-keys.ts";

export type RevokeWriteKeyOutcome =
  | { outcome: "revoked" }
  /** There is no such key, or it was revoked before. */
  | { outcome: "not-active" };

/** Ends a key: what is sent with it from now on is refused with 401. What it wrote stays. */
export async function revokeWriteKey(options: {
  pool: pg.Pool;
  shopId: number;
  writeKeyId: number;
  now: number;
}): Promise<RevokeWriteKeyOutcome> {
  const { pool, shopId, writeKeyId, now } = options;
  const isRevoked = await markWriteKeyRevoked(pool, shopId, { writeKeyId, now });
  if (isRevoked) await noteChange(pool, shopId, ["settings"]);
  return { outcome: isRevoked ? "revoked" : "not-active" };
}
