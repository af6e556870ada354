import { parseExactJson } from "../shared/exact-json.ts";
import type { Malformed } from "./define-topic.ts";
import { isInstantText } from "./fields.ts";
import { keepPrefixedTags } from "./keep-prefixed-tags.ts";
import { NEXT_GEN_TOPICS, WEBHOOK_TOPICS } from "./topics.ts";

type WebhookDefinition = (typeof WEBHOOK_TOPICS | typeof NEXT_GEN_TOPICS)[number];

const definitions: ReadonlyMap<string, WebhookDefinition> = new Map(
  [...WEBHOOK_TOPICS, ...NEXT_GEN_TOPICS].map((definition) => [definition.topic, definition]),
);

export type ParsedWebhook =
  | Extract<ReturnType<WebhookDefinition["read"]>, { outcome: "accepted" }>
  | Malformed
  | { outcome: "unknown-topic" };

export interface WebhookDelivery {
  /** As it came: `orders/create`, `customer.tags_added`; of a Next Gen Event `{topic}/{action}`. */
  topic: string;
  body: string;
  /** X-Shopify-Triggered-At: the time of what is told without one. It is the same on every retry. */
  triggeredAt?: string | null | undefined;
  /** When given, other people's tags are dropped from the customer.tags_* topics. */
  tagPrefixes?: readonly string[] | undefined;
  /** Of those the ones that are kept all the same, in lower case. */
  watchedTags?: readonly string[] | undefined;
}

/**
 * Reads a webhook's body down to the fields that may be stored. The signature must have been checked
 * before. A malformed body is never retried into a good one: answer 400 with the reason.
 */
export function parseWebhook({
  topic,
  body,
  triggeredAt,
  tagPrefixes,
  watchedTags,
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
  const at = isInstantText(triggeredAt) ? triggeredAt : null;
  switch (read) {
    case "customers/delete":
    case "products/delete":
    case "collections/delete":
      wire.deleted_at = at;
      break;
    case "orders/fulfilled":
      // The topic itself says it; Shopify's own sample leaves the field empty.
      wire.fulfillment_status ??= "fulfilled";
      break;
    case "customers/merge":
      wire.merged_at = at;
      break;
    case "customers_email_marketing_consent/update":
    case "customers_marketing_consent/update":
      wire.told_at = at;
      break;
    case "customer.tags_added":
    case "customer.tags_removed":
      wire.tags = keepPrefixedTags(wire.tags, tagPrefixes, watchedTags);
      break;
    default:
      break;
  }
  return parsed;
}
