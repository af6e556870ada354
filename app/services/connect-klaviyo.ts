import { randomBytes } from "node:crypto";
import type pg from "pg";
import { saveKlaviyoConnection } from "../db/klaviyo.ts";
import { noteChange } from "../db/shop-changes.ts";
import { findShopById } from "../db/shop.ts";
import { sealSecret, type SealKeys } from "./seal-secret.ts";

/** Klaviyo takes no shorter secret. */
const MIN_KLAVIYO_SECRET = 16;
const MAX_KLAVIYO_SECRET = 200;
const SECRET_BYTES = 32;

export type ConnectKlaviyoOutcome =
  /** `secret` is shown this once, to be given to Klaviyo as the webhook's secret key; `path` is its address here. */
  | { outcome: "connected"; secret: string; path: string }
  | { outcome: "invalid-secret"; reason: string }
  | { outcome: "unknown-shop" };

export const klaviyoPurpose = (shopId: number): string => `klaviyo ${shopId}`;

/** Lets a shop's Klaviyo account tell events: with a secret that was chosen there, or with one made here. */
export async function connectKlaviyo(options: {
  pool: pg.Pool;
  shopId: number;
  /** null: make one. */
  secret: string | null;
  sealKeys: SealKeys;
  now: number;
}): Promise<ConnectKlaviyoOutcome> {
  const { pool, shopId, sealKeys, now } = options;
  const secret = options.secret?.trim() ?? randomBytes(SECRET_BYTES).toString("hex");
  if (secret.length < MIN_KLAVIYO_SECRET || secret.length > MAX_KLAVIYO_SECRET) {
    const reason = `A webhook's secret key has ${MIN_KLAVIYO_SECRET} to ${MAX_KLAVIYO_SECRET} characters`;
    return { outcome: "invalid-secret", reason };
  }
  if ((await findShopById(pool, shopId)) === null) return { outcome: "unknown-shop" };
  const sealedSecret = sealSecret({ keys: sealKeys, purpose: klaviyoPurpose(shopId), secret });
  await saveKlaviyoConnection(pool, shopId, { sealedSecret, now });
  await noteChange(pool, shopId, ["settings"]);
  return { outcome: "connected", secret, path: `/klaviyo/${shopId}` };
}
