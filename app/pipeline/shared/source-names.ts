/** Everything that brings events, in the order in which people ask: Shopify, the storefront, others, the past. */
export const SOURCE_NAMES = [
  "webhook",
  "proxy",
  "pixel",
  "api",
  "klaviyo",
  "backfill",
  "reconciliation",
] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];
