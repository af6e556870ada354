import type pg from "pg";
import { workFor } from "../db/shop-scope.ts";
import { findActiveWriteKey } from "../db/write-keys.ts";
import type { HashAddress } from "../pipeline/shared/addresses.ts";
import type { UserIdMeaning, WriteKeyKind } from "../pipeline/capture/write-key.ts";
import { hashWriteKey } from "./hash-write-key.ts";
import { openAddressKey } from "./open-address-key.ts";
import type { SealKeys } from "./seal-secret.ts";

/** Who writes, and how what they write is read. */
export interface ApiWriter {
  shopId: number;
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  /** null: the shop does not match addresses. */
  hashAddress: HashAddress | null;
}

export type AuthenticateWriteKeyOutcome =
  | { outcome: "known"; writer: ApiWriter }
  | { outcome: "unknown-key" }
  | { outcome: "uninstalled-shop" };

/** Whose key this is. Keys that never were and keys that were revoked are told apart from nobody. */
export async function authenticateWriteKey(options: {
  pool: pg.Pool;
  key: string;
  sealKeys: SealKeys;
}): Promise<AuthenticateWriteKeyOutcome> {
  const { pool, key, sealKeys } = options;
  const hashed = hashWriteKey(key);
  if (hashed === null) return { outcome: "unknown-key" };
  const { shopId } = hashed;
  const found = await workFor(shopId, () => findActiveWriteKey(pool, shopId, hashed.keyHash));
  if (found === null) return { outcome: "unknown-key" };
  if (found.shopStatus !== "installed") return { outcome: "uninstalled-shop" };
  const hashAddress = openAddressKey({ sealKeys, shopId, row: found });
  return {
    outcome: "known",
    writer: { shopId, kind: found.kind, userIdIs: found.userIdIs, hashAddress },
  };
}
