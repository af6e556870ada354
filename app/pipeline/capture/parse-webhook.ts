import { parseExactJson } from "../shared/exact-json.ts";
import type { Malformed } from "./define-topic.ts";
import { isInstantText } from "./fields.ts";
import { keepPrefixedTags } from "./keep-prefixed-tags.ts";
import { WEBHOOK_TOPICS } from "./topics.ts";

type WebhookDefinition = (typeof WEBHOOK_TOPICS)[number];

const definitions: ReadonlyMap<string, WebhookDefinition> = new Map(
  WEBHOOK_TOPICS.map((definition) => [definition.topic, definition]),
);

export type ParsedWebhook =
  | Extract<ReturnType<WebhookDefinition["read"]>, { outcome: "accepted" }>
  | Malformed
  | { outcome: "unknown-topic" };

export interface WebhookDelivery {
  /** X-Shopify-Topic, as it came: `orders/create`, `customer.tags_added`. */
  topic: string;
  body: string;
  /** X-Shopify-Triggered-At: the time of deletions, whose payload has none. */
  triggeredAt?: string | null | undefined;
  /** When given, other people's tags are dropped from the customer.tags_* topics. */
  tagPrefix?: string | undefined;
}

/**
 * Reads a webhook's body down to the fields that may be stored. The signature must have been checked
 * before. A malformed body is never retried into a good one: answer 400 with the reason.
 */
export function parseWebhook({
  topic,
  body,
  triggeredAt,
  tagPrefix,
}: WebhookDelivery): ParsedWebhook {
  const definition = definitions.get(topic);
  if (definition === undefined) return { outcome: "unknown-topic" };
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch {
    return { outcome: "malformed", reason: `${topic}: not JSON` };
  }
  const parsed = definition.read(value);
  if (parsed.outcome === "malformed") return parsed;
  const { topic: read, wire } = parsed;
  if (read === "customers/delete" || read === "products/delete") {
    if (isInstantText(triggeredAt)) wire.deleted_at = triggeredAt;
  } else if (read === "customer.tags_added" || read === "customer.tags_removed") {
    wire.tags = keepPrefixedTags(wire.tags, tagPrefix);
  }
  return parsed;
}
