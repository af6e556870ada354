import { randomBytes } from "node:crypto";
import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { noteChange } from "../db/shop-changes.ts";
import { findShopById } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { insertWriteKey } from "../db/write-keys.ts";
import { isStorableText } from "../pipeline/shared/storable-text.ts";
import type { UserIdMeaning, WriteKeyKind } from "../pipeline/capture/write-key.ts";
import { hashWriteKey } from "./hash-write-key.ts";

/** Keys that are not revoked. One per system that sends is usual; more is a loop that makes keys. */
export const MOST_WRITE_KEYS = 20;
const MAX_WRITE_KEY_NAME = 60;

const SECRET_BYTES = 32;
const HINT_LENGTH = 4;

export type CreateWriteKeyOutcome =
  /** `key` is shown this once: only its hash is kept. */
  | { outcome: "created"; writeKeyId: number; key: string; hint: string }
  | { outcome: "invalid-name"; reason: string }
  /** A key that anybody can read is not believed about customers of Shopify, whose ids can be guessed. */
  | { outcome: "invalid-kind"; reason: string }
  | { outcome: "too-many"; reason: string }
  | { outcome: "unknown-shop" };

/** Makes a key with which Segment-compatible clients write events of a shop. */
export async function createWriteKey(options: {
  pool: pg.Pool;
  shopId: number;
  name: string;
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  now: number;
}): Promise<CreateWriteKeyOutcome> {
  const { pool, shopId, kind, userIdIs, now } = options;
  const name = options.name.trim();
  if (name === "" || name.length > MAX_WRITE_KEY_NAME || !isStorableText(name)) {
    const reason = `A name has 1 to ${MAX_WRITE_KEY_NAME} characters that can be written`;
    return { outcome: "invalid-name", reason };
  }
  if (kind === "client" && userIdIs === "customer") {
    const reason =
      "Only a server's key can name customers of Shopify: make userId your own user's id";
    return { outcome: "invalid-kind", reason };
  }
  const key = `kdl_${shopId}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  const hashed = hashWriteKey(key);
  if (hashed === null) throw new Error(`No key can be made for shop ${shopId}`);
  const hint = key.slice(-HINT_LENGTH);
  return inTransaction(pool, async (db) => {
    await lockShop(db, "settings", shopId);
    if ((await findShopById(db, shopId)) === null) return { outcome: "unknown-shop" };
    const writeKeyId = await insertWriteKey(db, shopId, {
      name,
      hint,
      kind,
      userIdIs,
      createdAt: now,
      keyHash: hashed.keyHash,
      mostActive: MOST_WRITE_KEYS,
    });
    if (writeKeyId === null) {
      const reason = `A shop has at most ${MOST_WRITE_KEYS} keys. Revoke one that is not used any more`;
      return { outcome: "too-many", reason };
    }
    await noteChange(db, shopId, ["settings"]);
    return { outcome: "created", writeKeyId, key, hint };
  });
}
