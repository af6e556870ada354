import { randomUUID } from "node:crypto";
import { signWebhook } from "../../dev-store/webhooks/send-delivery.ts";
import { CLIENT_SECRET, type AppWorld } from "./app-world.ts";

export interface SentWebhook {
  domain: string;
  topic: string;
  /** A text is sent as it is. */
  body: unknown;
  webhookId?: string;
  triggeredAt?: number;
  /** Instead of those that Shopify would send; undefined takes one away. */
  headers?: Record<string, string | undefined>;
  uri?: string;
}

/** Delivers one webhook or Next Gen Event to the app as Shopify would, or with whatever `headers` spoil. */
export async function sendWebhook(
  world: Pick<AppWorld, "appUrl">,
  webhook: SentWebhook,
): Promise<{ status: number; text: string }> {
  const { text, headers } = signedHeaders(webhook);
  const uri = webhook.uri ?? uriOf(webhook.topic);
  const response = await fetch(`${world.appUrl}${uri}`, { method: "POST", headers, body: text });
  return { status: response.status, text: await response.text() };
}

/** The body and headers of such a delivery. */
export function signedHeaders(webhook: SentWebhook): { text: string; headers: [string, string][] } {
  const { domain, topic, body } = webhook;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const [, resource, action] = NEXT_GEN_TOPIC.exec(topic) ?? [];
  const prefix = resource === undefined ? "x-shopify" : "shopify";
  const given: Record<string, string | undefined> = {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    [`${prefix}-topic`]: resource ?? topic,
    ...(action === undefined ? {} : { "shopify-action": action, "shopify-handle": "price-change" }),
    [`${prefix}-hmac-sha256`]: signWebhook(text, CLIENT_SECRET),
    [`${prefix}-shop-domain`]: domain,
    [`${prefix}-api-version`]: "2026-10",
    [`${prefix}-webhook-id`]: webhook.webhookId ?? randomUUID(),
    [`${prefix}-event-id`]: randomUUID(),
    ...(webhook.triggeredAt === undefined
      ? {}
      : { [`${prefix}-triggered-at`]: new Date(webhook.triggeredAt).toISOString() }),
    ...webhook.headers,
  };
  const headers = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return { text, headers };
}

/** "Product/update": the GraphQL type and what was done with it. */
const NEXT_GEN_TOPIC = /^([A-Z]\w*)\/(\w+)$/;

function uriOf(topic: string): string {
  if (NEXT_GEN_TOPIC.test(topic)) return "/webhooks/events";
  if (topic.startsWith("app/")) return "/webhooks/app";
  return ["customers/data_request", "customers/redact", "shop/redact"].includes(topic)
    ? "/webhooks/privacy"
    : "/webhooks";
}
