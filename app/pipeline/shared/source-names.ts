/**
 * Who tells: Shopify's webhooks, the storefront through the app proxy, the pixel, a Segment-compatible client, Klaviyo, or our own
 * reading of what is in Shopify. In the order in which people ask.
 */
const SOURCES = ["webhook", "proxy", "pixel", "api", "klaviyo", "backfill"] as const;

export type Source = (typeof SOURCES)[number];

/** Everything that brings events: who tells, and the comparison of what is here with what is in Shopify. */
export const SOURCE_NAMES = [...SOURCES, "reconciliation"] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];
