import { getShopifyApi } from "./api.server.ts";

export type VerifiedWebhook =
  | {
      outcome: "verified";
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
    const topic = request.headers.get("x-shopify-topic");
    if (!topic) return { outcome: "incomplete", reason: "The header X-Shopify-Topic is missing" };
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
