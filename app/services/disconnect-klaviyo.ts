import type pg from "pg";
import { removeKlaviyoConnection } from "../db/klaviyo.ts";
import { noteChange } from "../db/shop-changes.ts";

export type DisconnectKlaviyoOutcome = { outcome: "disconnected" } | { outcome: "not-connected" };

/** Forgets a shop's Klaviyo account: its webhooks are refused from now on. What they told stays. */
export async function disconnectKlaviyo(options: {
  pool: pg.Pool;
  shopId: number;
}): Promise<DisconnectKlaviyoOutcome> {
  const { pool, shopId } = options;
  const wasConnected = await removeKlaviyoConnection(pool, shopId);
  if (wasConnected) await noteChange(pool, shopId, ["settings"]);
  return { outcome: wasConnected ? "disconnected" : "not-connected" };
}
