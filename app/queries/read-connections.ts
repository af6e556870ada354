import { loadAddressMatching } from "../db/address-matching.ts";
import { loadKlaviyoConnection } from "../db/klaviyo.ts";
import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";

/** What a shop has connected, for its settings. */
export interface Connections {
  /** Since when Klaviyo may tell events; null: it may not. */
  klaviyoSince: number | null;
  /** Where Klaviyo sends its webhooks, below the app's address. */
  klaviyoPath: string;
  matchesAddresses: boolean;
}

export async function readConnections(
  shopId: number,
  db: Queryable = getPool(),
): Promise<Connections> {
  const klaviyo = await loadKlaviyoConnection(db, shopId);
  const matching = await loadAddressMatching(db, shopId);
  return {
    klaviyoSince: klaviyo?.createdAt ?? null,
    klaviyoPath: `/klaviyo/${shopId}`,
    matchesAddresses: matching?.isOn ?? false,
  };
}
