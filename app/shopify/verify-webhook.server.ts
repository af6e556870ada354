import { getShopifyApi } from "./api.server.ts";

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

/**
 * Checks signature and headers of a webhook with Shopify's library, one layer below
 * `authenticate.webhook`: that one also loads the shop's token and may refresh it, inside the five
 * seconds that Shopify waits, and parses the body with numbers that cut ids beyond 2^53.
 */
export async function verifyWebhook(request: Request, rawBody: string): Promise<VerifiedWebhook> {
  const checked = await getShopifyApi().webhooks.validate({ rawBody, rawRequest: request });
  if (checked.valid) {
    const topic = readTopic(request.headers, checked.webhookType);
    if (topic === null) return { outcome: "incomplete", reason: "The topic's headers are missing" };
    const triggeredAt =
      "triggeredAt" in checked && checked.triggeredAt ? checked.triggeredAt : null;
    return {
      outcome: "verified",
      topic,
      domain: checked.domain,
      webhookId: checked.webhookId,
      triggeredAt,
    };
  }
  switch (checked.reason) {
    case "invalid_hmac":
      return { outcome: "wrong-signature" };
    case "missing_hmac":
      return { outcome: "incomplete", reason: "The header X-Shopify-Hmac-Sha256 is missing" };
    case "missing_body":
      return { outcome: "incomplete", reason: "The body is empty" };
    default:
      return { outcome: "incomplete", reason: `The headers are not complete: ${checked.reason}` };
  }
}

/** The library gives topics in capitals only. A Next Gen Event's headers have no X in front. */
function readTopic(headers: Headers, webhookType: "webhooks" | "events"): string | null {
  if (webhookType === "webhooks") return headers.get("x-shopify-topic");
  const topic = headers.get("shopify-topic");
  const action = headers.get("shopify-action");
  return topic && action ? `${topic}/${action}` : null;
}
