import type pg from "pg";
import { removeKlaviyoConnection } from "../db/klaviyo.ts";

export type DisconnectKlaviyoOutcome = { outcome: "disconnected" } | { outcome: "not-connected" };

/** Forgets a shop's Klaviyo account: its webhooks are refused from now on. What they told stays. */
export async function disconnectKlaviyo(options: {
  pool: pg.Pool;
  shopId: number;
}): Promise<DisconnectKlaviyoOutcome> {
  const wasConnected = await removeKlaviyoConnection(options.pool, options.shopId);
  return { outcome: wasConnected ? "disconnected" : "not-connected" };
}
