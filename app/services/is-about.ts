import type { ParsedWebhook } from "../pipeline/capture/parse-webhook.ts";

/**
 * Whether a webhook's signed body speaks of the shop in its header. The signature covers the body
 * alone: a recorded delivery sent again under another shop's name must not uninstall or erase that one.
 * A body that names no shop passes.
 */
export function isAbout(
  domain: string,
  webhook: Extract<ParsedWebhook, { outcome: "accepted" }>,
): boolean {
  const { wire } = webhook;
  if ("shop_domain" in wire) return wire.shop_domain === domain;
  if ("myshopify_domain" in wire && wire.myshopify_domain !== null)
    return wire.myshopify_domain === domain;
  return true;
}
