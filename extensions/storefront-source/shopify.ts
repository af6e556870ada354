/** The parts of the storefront's `Shopify` that are used here. */
interface ShopifyGlobal {
  designMode?: boolean;
  loadFeatures(features: { name: string; version: string }[], done: () => void): void;
  customerPrivacy: { analyticsProcessingAllowed(): boolean; marketingAllowed(): boolean };
  analytics?: { publish?(name: string, data: object): void };
}

declare global {
  /**
   * Where it or one of its parts is missing, what asks for it fails, quietly: without Shopify's word nobody knows whether
   * anything is allowed.
   */
  const Shopify: ShopifyGlobal;
}

/**
 * Asked every time and never remembered: a visitor can withdraw in another tab, which tells this one nothing.
 * Shopify's answer joins the visitor's choice, the region and the merchant's settings.
 */
export function isAllowed(): boolean {
  return Shopify.customerPrivacy.analyticsProcessingAllowed();
}
