import type { UserIdMeaning, WriteKeyKind } from "../pipeline/capture/write-key.ts";
import type { AddressMatchingRow } from "./address-matching.ts";
import type { Queryable } from "./transaction.ts";

export interface WriteKeyRow {
  writeKeyId: number;
  name: string;
  /** The last characters, for people to tell keys apart. */
  hint: string;
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  createdAt: number;
  revokedAt: number | null;
}

/**
 * Adds a key unless the shop has `mostActive` already. Keys are numbered per shop: the caller holds the
 * lock of the shop's settings, so that two that are made at once get two numbers.
 * @returns the key's number; null: the shop has too many
 */
export async function insertWriteKey(
  db: Queryable,
  shopId: number,
  key: Omit<WriteKeyRow, "writeKeyId" | "revokedAt"> & { keyHash: string; mostActive: number },
): Promise<number | null> {
  const { rows } = await db.query<{ writeKeyId: number }>(
    `INSERT INTO write_key (shop_id, write_key_id, name, key_hash, hint, kind, user_id_is, created_at)
     SELECT $1, 1 + COALESCE(max(write_key_id), 0), $2, $3, $4, $5, $6, $7 FROM write_key WHERE shop_id = $1
     HAVING count(*) FILTER (WHERE revoked_at IS NULL) < $8
     RETURNING write_key_id AS "writeKeyId"`,
    [
      shopId,
      key.name,
      key.keyHash,
      key.hint,
      key.kind,
      key.userIdIs,
      new Date(key.createdAt),
      key.mostActive,
    ],
  );
  return rows[0]?.writeKeyId ?? null;
}

/** @returns whether an active key was revoked by this call */
export async function markWriteKeyRevoked(
  db: Queryable,
  shopId: number,
  key: { writeKeyId: number; now: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE write_key SET revoked_at = $3 WHERE shop_id = $1 AND write_key_id = $2 AND revoked_at IS NULL`,
    [shopId, key.writeKeyId, new Date(key.now)],
  );
  return rowCount === 1;
}

/** A key that may write, with what its shop says of addresses. */
export interface ActiveWriteKey extends AddressMatchingRow {
  writeKeyId: number;
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  shopStatus: "installed" | "uninstalled";
}

export async function findActiveWriteKey(
  db: Queryable,
  shopId: number,
  keyHash: string,
): Promise<ActiveWriteKey | null> {
  const { rows } = await db.query<ActiveWriteKey>(
    `SELECT write_key_id AS "writeKeyId", kind, user_id_is AS "userIdIs", shop.status AS "shopStatus",
       match_addresses AS "isOn", address_key AS "sealedKey"
     FROM write_key JOIN shop USING (shop_id)
     WHERE shop_id = $1 AND key_hash = $2 AND revoked_at IS NULL`,
    [shopId, keyHash],
  );
  return rows[0] ?? null;
}

/** All keys of a shop, the newest first. */
export async function loadWriteKeys(db: Queryable, shopId: number): Promise<WriteKeyRow[]> {
  const { rows } = await db.query<WriteKeyRow>(
    `SELECT write_key_id AS "writeKeyId", name, hint, kind, user_id_is AS "userIdIs", created_at AS "createdAt",
       revoked_at AS "revokedAt"
     FROM write_key WHERE shop_id = $1 ORDER BY write_key_id DESC`,
    [shopId],
  );
  return rows;
}
