import { getShopifyApi } from "./api.server.ts";

export type VerifiedProxyRequest =
  | { outcome: "verified"; domain: string; loggedInCustomerId: string | null }
  | { outcome: "refused"; reason: string };

/** Shopify sends each of these once. A repeat would let one value be signed and another be read. */
const SINGLE_PARAMETERS = ["shop", "timestamp", "signature", "hmac", "logged_in_customer_id"];

/** Checks that a request came through Shopify's app proxy, within the last 90 seconds. */
export async function verifyAppProxy(query: URLSearchParams): Promise<VerifiedProxyRequest> {
  const repeated = SINGLE_PARAMETERS.find((name) => query.getAll(name).length > 1);
  if (repeated) return { outcome: "refused", reason: `The parameter ${repeated} stands twice` };
  const domain = query.get("shop");
  if (!domain) return { outcome: "refused", reason: "The parameter shop is missing" };
  try {
    const isValid = await getShopifyApi().utils.validateHmac(Object.fromEntries(query), {
      signator: "appProxy",
    });
    if (!isValid) return { outcome: "refused", reason: "The signature does not match" };
  } catch (error) {
    return {
      outcome: "refused",
      reason: error instanceof Error ? error.message : "The signature cannot be read",
    };
  }
  return {
    outcome: "verified",
    domain,
    loggedInCustomerId: query.get("logged_in_customer_id") || null,
  };
}
