import type pg from "pg";
import { findShop, keptTags, type ShopRow } from "../db/shop.ts";
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

const TOPICS_OF_TAGS = new Set(["customer.tags_added", "customer.tags_removed"]);

/**
 * Makes one verified webhook durable, reduced to what may be kept. Only when this has returned may
 * Shopify be told that it arrived.
 */
export async function recordWebhook(options: {
  pool: pg.Pool;
  capture: Pick<Capture, "writer" | "shopsByDomain">;
  domain: string;
  topic: string;
  triggeredAt: string | null;
  webhookId: string;
  body: string;
  now: number;
}): Promise<RecordWebhookOutcome> {
  if (TOPICS_ACTED_ON_ELSEWHERE.has(options.topic))
    return { outcome: "unknown-topic", shopId: null };
  const shop = await findReceiver(options);
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

/**
 * The shop as it is remembered for a moment, since a busy one gets hundreds of webhooks a second. As it stands where what is
 * remembered would turn a webhook away (Shopify may be telling of a shop that was installed just now), and for the topics
 * of which the shop's settings decide what is kept.
 */
async function findReceiver(options: {
  pool: pg.Pool;
  capture: Pick<Capture, "shopsByDomain">;
  domain: string;
  topic: string;
  now: number;
}): Promise<ShopRow | null> {
  const { pool, capture, domain, topic, now } = options;
  if (!TOPICS_OF_TAGS.has(topic)) {
    const known = await capture.shopsByDomain.find(domain, now);
    if (known?.status === "installed") return known;
  }
  return findShop(pool, domain);
}
