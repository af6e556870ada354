import type { SourceName } from "../../queries/read-intake.ts";

interface SourceWords {
  name: string;
  /** What comes from it. */
  brings: string;
  /** What one of its counts is: "1 webhook", "2 webhooks". */
  noun: string;
}

export const SOURCE_WORDS: Record<SourceName, SourceWords> = {
  webhook: {
    name: "Shopify webhooks",
    brings: "Orders, carts, checkouts, customers, products",
    noun: "webhook",
  },
  proxy: {
    name: "Theme embed",
    brings: "What visitors see and do in your storefront",
    noun: "event",
  },
  pixel: {
    name: "Web pixel",
    brings: "The storefront once more, and the steps of the checkout",
    noun: "event",
  },
  api: {
    name: "HTTP API",
    brings: "Your app, your servers, your other tools",
    noun: "message",
  },
  klaviyo: {
    name: "Klaviyo",
    brings: "Opened, clicked and answered messages",
    noun: "event",
  },
  backfill: {
    name: "History",
    brings: "Customers, products and orders from before the installation",
    noun: "record",
  },
  reconciliation: {
    name: "Comparison with Shopify",
    brings: "What webhooks lost, found every ten minutes",
    noun: "record",
  },
};
