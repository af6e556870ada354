import type pg from "pg";
import {
  addPrivacyRequest,
  addReceipt,
  takePrivacyRequest,
  type PrivacyRequest,
} from "../db/privacy-requests.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { parseWebhook, type ParsedWebhook } from "../pipeline/capture/parse-webhook.ts";
import { isAbout } from "./is-about.ts";
import type { Enqueue } from "./enqueue.ts";

export type PrivacyOutcome =
  /** The erasure is in the queue. */
  | { outcome: "queued" }
  /** The merchant reads of the request in the settings, and hands out what is kept. */
  | { outcome: "told" }
  /** It names nobody, or a shop that is not known. */
  | { outcome: "nothing-known" }
  /** An earlier delivery brought it. */
  | { outcome: "known" }
  | { outcome: "malformed"; reason: string };

interface Options {
  pool: pg.Pool;
  enqueue: Enqueue;
  domain: string;
  topic: string;
  /** Shopify's id of the webhook, the same in each of its deliveries. */
  webhookId: string;
  body: string;
  now: number;
}

/**
 * Takes one of Shopify's three privacy requests. When this returns the request is kept, and in the same transaction what it
 * asks for is in the queue.
 */
export async function handlePrivacyRequest(options: Options): Promise<PrivacyOutcome> {
  const { topic, body } = options;
  const parsed = parseWebhook({ topic, body });
  if (parsed.outcome === "malformed") return parsed;
  const asked = parsed.outcome === "unknown-topic" ? null : askedBy(parsed);
  if (parsed.outcome === "unknown-topic" || asked === null)
    return { outcome: "malformed", reason: `${topic} is no privacy topic` };
  if (!isAbout(options.domain, parsed))
    return {
      outcome: "malformed",
      reason: `${topic}: the body names another shop than the header`,
    };
  const shop = await findShop(options.pool, options.domain);
  if (!shop) return { outcome: "nothing-known" };
  return workFor(shop.shopId, () => keepRequest(options, shop.shopId, asked));
}

type Asked = Pick<PrivacyRequest, "topic" | "customerId" | "orderIds">;

/** What a webhook asks for; null: it is of another topic. */
function askedBy(parsed: Extract<ParsedWebhook, { outcome: "accepted" }>): Asked | null {
  switch (parsed.topic) {
    case "customers/data_request": {
      const { customer, orders_requested } = parsed.wire;
      return {
        ...{ topic: parsed.topic, customerId: customer?.id ?? null },
        // Those of a guest, whom no customer names, and what a customer ordered as one.
        orderIds: orders_requested ?? [],
      };
    }
    case "customers/redact": {
      const { customer, orders_to_redact } = parsed.wire;
      return {
        ...{ topic: parsed.topic, customerId: customer?.id ?? null },
        orderIds: orders_to_redact ?? [],
      };
    }
    case "shop/redact":
      return { topic: parsed.topic, customerId: null, orderIds: [] };
    default:
      return null;
  }
}

async function keepRequest(
  { pool, enqueue, webhookId, now }: Options,
  shopId: number,
  asked: Asked,
): Promise<PrivacyOutcome> {
  const request = { ...asked, clientId: null, requestKey: webhookId, receivedAt: now };
  const namesNobody =
    asked.topic !== "shop/redact" && asked.customerId === null && asked.orderIds.length === 0;
  return inTransaction(pool, async (db) => {
    // The row, open or done, stands in the way of the same request once more.
    if (!(await addPrivacyRequest(db, shopId, request))) return { outcome: "known" };
    if (namesNobody) {
      await takePrivacyRequest(db, shopId, webhookId);
      const receipt = { outcome: "nothing-known", erased: {}, domain: null } as const;
      await addReceipt(db, shopId, { request, ...receipt, now });
      return { outcome: "nothing-known" };
    }
    const isTold = asked.topic === "customers/data_request";
    const payload = { shopId, requestKey: webhookId };
    if (!isTold) await enqueue(db, { name: "redact", payload, key: `${shopId}:${webhookId}` });
    await noteChange(db, shopId, ["settings"]);
    return { outcome: isTold ? "told" : "queued" };
  });
}
