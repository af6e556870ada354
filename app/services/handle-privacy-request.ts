import type pg from "pg";
import { findShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { parseWebhook } from "../pipeline/capture/parse-webhook.ts";
import type { Enqueue } from "./enqueue.ts";

export type PrivacyOutcome =
  /** The erasure is in the queue. */
  | { outcome: "queued" }
  /** The request is noted. What is known about a customer the merchant reads on the customer's page. */
  | { outcome: "noted" }
  | { outcome: "nothing-known" }
  | { outcome: "malformed"; reason: string };

/** Takes one of Shopify's three privacy requests: what it asks for is in the queue when this returns. */
export async function handlePrivacyRequest(options: {
  pool: pg.Pool;
  enqueue: Enqueue;
  domain: string;
  topic: string;
  body: string;
}): Promise<PrivacyOutcome> {
  const { pool, topic, body } = options;
  const parsed = parseWebhook({ topic, body });
  if (parsed.outcome === "malformed") return parsed;
  if (parsed.outcome === "unknown-topic")
    return { outcome: "malformed", reason: `${topic} is no privacy topic` };
  const shop = await findShop(pool, options.domain);
  if (!shop) return { outcome: "nothing-known" };
  const erase = async (customerId: string | null): Promise<PrivacyOutcome> => {
    await inTransaction(pool, (db) =>
      options.enqueue(db, {
        name: "redact",
        payload: { shopId: shop.shopId, customerId },
        key: `${shop.shopId}:${customerId ?? "shop"}`,
      }),
    );
    return { outcome: "queued" };
  };
  switch (parsed.topic) {
    case "customers/data_request":
      return { outcome: "noted" };
    case "customers/redact": {
      const customerId = parsed.wire.customer?.id;
      return customerId ? erase(customerId) : { outcome: "nothing-known" };
    }
    case "shop/redact":
      return erase(null);
    default:
      return { outcome: "malformed", reason: `${topic} is no privacy topic` };
  }
}
