import type pg from "pg";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { parseWebhook } from "../pipeline/capture/parse-webhook.ts";
import { isAbout } from "./is-about.ts";
import type { JobPayload } from "../jobs/catalog.ts";
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
  if (!isAbout(options.domain, parsed))
    return {
      outcome: "malformed",
      reason: `${topic}: the body names another shop than the header`,
    };
  const shop = await findShop(pool, options.domain);
  if (!shop) return { outcome: "nothing-known" };
  const { shopId } = shop;
  const erase = async (payload: JobPayload<"redact">, key: string): Promise<PrivacyOutcome> => {
    await workFor(shopId, () =>
      inTransaction(pool, (db) => options.enqueue(db, { name: "redact", payload, key })),
    );
    return { outcome: "queued" };
  };
  switch (parsed.topic) {
    case "customers/data_request":
      return { outcome: "noted" };
    case "customers/redact": {
      const customerId = parsed.wire.customer?.id ?? null;
      const orderIds = parsed.wire.orders_to_redact ?? [];
      if (customerId === null && orderIds.length === 0) return { outcome: "nothing-known" };
      // Requests for one customer may name different orders: only equal ones are one.
      const key = `${shopId}:${customerId ?? "guest"}:${orderIds.join(",")}`;
      return erase({ scope: "customer", shopId, customerId, orderIds }, key);
    }
    case "shop/redact":
      return erase({ scope: "shop", shopId }, `${shopId}:shop`);
    default:
      return { outcome: "malformed", reason: `${topic} is no privacy topic` };
  }
}
