import type pg from "pg";
import { loadKlaviyoConnection } from "../db/klaviyo.ts";
import { workFor } from "../db/shop-scope.ts";
import type { HashAddress } from "../pipeline/shared/addresses.ts";
import { klaviyoPurpose } from "./connect-klaviyo.ts";
import { openAddressKey } from "./open-address-key.ts";
import { openSecret, type SealKeys } from "./seal-secret.ts";

/** A Klaviyo account that may send events of a shop. */
export interface KlaviyoSender {
  shopId: number;
  /** By which it signs. */
  secret: string;
  isInstalled: boolean;
  /** null: the shop does not match addresses. */
  hashAddress: HashAddress | null;
}

export type FindKlaviyoSenderOutcome =
  | { outcome: "found"; sender: KlaviyoSender }
  /** There is no such shop, or no account is connected with it. */
  | { outcome: "not-connected" }
  /** No seal key opens the connection's secret any more. */
  | { outcome: "sealed-secret" };

/** Whose word a delivery to a shop's address would have to be: known before anything of it is read. */
export async function findKlaviyoSender(options: {
  pool: pg.Pool;
  shopId: number;
  sealKeys: SealKeys;
}): Promise<FindKlaviyoSenderOutcome> {
  const { pool, shopId, sealKeys } = options;
  const row = await workFor(shopId, () => loadKlaviyoConnection(pool, shopId));
  if (row === null) return { outcome: "not-connected" };
  const purpose = klaviyoPurpose(shopId);
  const secret = openSecret({ keys: sealKeys, purpose, sealed: row.sealedSecret });
  if (secret === null) return { outcome: "sealed-secret" };
  const isInstalled = row.shopStatus === "installed";
  const hashAddress = openAddressKey({ sealKeys, shopId, row });
  return { outcome: "found", sender: { shopId, secret, isInstalled, hashAddress } };
}
