import { createHmac } from "node:crypto";
import { isSameText } from "./is-same-text.ts";

export type VerifiedWebhook =
  | {
      outcome: "verified";
      /** As it came: `orders/create`; of a Next Gen Event `{topic}/{action}`: `Product/update`. */
      topic: string;
      domain: string;
      webhookId: string;
      triggeredAt: string | null;
    }
  | { outcome: "wrong-signature" }
  | { outcome: "incomplete"; reason: string };

/** A Next Gen Event's headers have no X in front. */
const PREFIXES = { event: "shopify-", webhook: "x-shopify-" } as const;
const REQUIRED = ["topic", "shop-domain", "api-version", "webhook-id"] as const;

/**
 * Checks signature and headers of a webhook: `X-Shopify-Hmac-Sha256` is the Base64 HMAC-SHA256 of the body's bytes by the
 * app's secret (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries). Shopify's library says the same, and a
 * test holds the two against each other: its `authenticate.webhook` also loads the shop's token and may refresh it, inside
 * the five seconds that Shopify waits, parses the body with numbers that cut ids beyond 2^53, and costs as much as all else
 * that is done with a webhook.
 * @param request.header gives a header by its name in lower case, or null
 */
export function verifyWebhook(
  request: { body: Buffer; header(name: string): string | null },
  secret: string,
): VerifiedWebhook {
  const { body, header } = request;
  if (body.length === 0) return { outcome: "incomplete", reason: "The body is empty" };
  const kind = header(`${PREFIXES.event}hmac-sha256`) ? "event" : "webhook";
  const prefix = PREFIXES[kind];
  const signature = header(`${prefix}hmac-sha256`);
  if (!signature)
    return { outcome: "incomplete", reason: "The header X-Shopify-Hmac-Sha256 is missing" };
  const expected = createHmac("sha256", secret).update(body).digest("base64");
  if (!isSameText(signature, expected)) return { outcome: "wrong-signature" };
  const missing = REQUIRED.filter((name) => !header(`${prefix}${name}`));
  if (kind === "event" && !header("shopify-action")) missing.push("topic");
  if (missing.length > 0)
    return { outcome: "incomplete", reason: `Headers are missing: ${missing.join(", ")}` };
  const of = (name: string): string => header(`${prefix}${name}`) ?? "";
  return {
    outcome: "verified",
    topic: kind === "event" ? `${of("topic")}/${of("action")}` : of("topic"),
    domain: of("shop-domain"),
    webhookId: of("webhook-id"),
    triggeredAt: header(`${prefix}triggered-at`) || null,
  };
}
