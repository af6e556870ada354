import type pg from "pg";
import { insertRawEvents } from "../db/raw-events.ts";
import { keptTags, findShop } from "../db/shop.ts";
import { parseWebhook } from "../pipeline/capture/parse-webhook.ts";

export type RecordWebhookOutcome =
  | { outcome: "recorded"; shopId: number }
  | { outcome: "duplicate"; shopId: number }
  | { outcome: "malformed"; shopId: number; reason: string }
  /** `shopId` is null where the topic has an address of its own. */
  | { outcome: "unknown-topic"; shopId: number | null }
  | { outcome: "unknown-shop" }
  | { outcome: "uninstalled-shop" };

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
  const inserted = await insertRawEvents(options.pool, shopId, {
    source: "webhook",
    receivedAt: options.now,
    events: [{ key: options.webhookId, topic: options.topic, wire: parsed.wire }],
  });
  return { outcome: inserted === 1 ? "recorded" : "duplicate", shopId };
}
