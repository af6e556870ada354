import type pg from "pg";
import { schedulePixel } from "../db/pixels.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import { parseWebhook } from "../pipeline/capture/parse-webhook.ts";
import { isAbout } from "./is-about.ts";
import { uninstallShop, type UninstallOutcome } from "./uninstall-shop.ts";

export type AppWebhookOutcome =
  | { outcome: UninstallOutcome }
  /** The next token exchange asks for the scopes of the configuration; a pixel that lacked one is tried again. */
  | { outcome: "scopes-noted" }
  | { outcome: "malformed"; reason: string }
  | { outcome: "unknown-topic" };

/** Follows the app's own life in a shop. Uninstall may be told twice, and after the sessions are gone. */
export async function handleAppWebhook(options: {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
  domain: string;
  topic: string;
  triggeredAt: string | null;
  body: string;
  now: number;
}): Promise<AppWebhookOutcome> {
  const { domain, topic, triggeredAt, body } = options;
  const parsed = parseWebhook({ topic, body });
  if (parsed.outcome !== "accepted") return parsed;
  if (!isAbout(domain, parsed)) {
    return {
      outcome: "malformed",
      reason: `${topic}: the body names another shop than the header`,
    };
  }
  if (parsed.topic === "app/scopes_update") {
    const shop = await findShop(options.pool, domain);
    if (shop !== null)
      await workFor(shop.shopId, () => schedulePixel(options.pool, shop.shopId, options.now));
    return { outcome: "scopes-noted" };
  }
  if (parsed.topic !== "app/uninstalled") return { outcome: "unknown-topic" };
  const uninstalledAt = triggeredAt === null ? null : Date.parse(triggeredAt);
  return { outcome: await uninstallShop({ ...options, uninstalledAt }) };
}
