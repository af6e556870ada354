import type pg from "pg";
import { keptTags, findShop } from "../db/shop.ts";
import { parseWebhook } from "../pipeline/capture/parse-webhook.ts";
import type { Capture } from "./create-capture.ts";

export type RecordWebhookOutcome =
  | { outcome: "recorded"; shopId: number }
  | { outcome: "duplicate"; shopId: number }
  | { outcome: "malformed"; shopId: number; reason: string }
  /** `shopId` is null where the topic has an address of its own. */
  | { outcome: "unknown-topic"; shopId: number | null }
  | { outcome: "unknown-shop" }
  | { outcome: "uninstalled-shop" }
  /** Nothing was stored: Shopify is to send it again. */
  | { outcome: "overloaded"; shopId: number };

/** What has an address of its own: stored here it would be answered with success and never acted on. */
const TOPICS_ACTED_ON_ELSEWHERE = new Set([
  "app/uninstalled",
  "app/scopes_update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
]);

/**
 * Makes one verified webhook durable, reduced to what may be kept. Only when this has returned may
 * Shopify be told that it arrived.
 */
export async function recordWebhook(options: {
  pool: pg.Pool;
  capture: Pick<Capture, "writer">;
  domain: string;
  topic: string;
  triggeredAt: string | null;
  webhookId: string;
  body: string;
  now: number;
}): Promise<RecordWebhookOutcome> {
  if (TOPICS_ACTED_ON_ELSEWHERE.has(options.topic))
    return { outcome: "unknown-topic", shopId: null };
  const shop = await findShop(options.pool, options.domain);
  if (!shop) return { outcome: "unknown-shop" };
  if (shop.status === "uninstalled") return { outcome: "uninstalled-shop" };
  const { shopId } = shop;
  const { topic, body, triggeredAt } = options;
  const parsed = parseWebhook({ topic, body, triggeredAt, ...keptTags(shop) });
  if (parsed.outcome !== "accepted") return { ...parsed, shopId };
  const stored = await options.capture.writer.write({
    ...{ shopId, source: "webhook", receivedAt: options.now },
    events: [{ key: options.webhookId, topic: options.topic, wire: parsed.wire }],
  });
  if (stored.outcome === "overloaded") return { outcome: "overloaded", shopId };
  if (stored.outcome === "not-installed") return { outcome: "uninstalled-shop" };
  return { outcome: stored.accepted === 1 ? "recorded" : "duplicate", shopId };
}
