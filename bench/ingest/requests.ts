import { createHmac } from "node:crypto";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";

/** About as long as Shopify's webhooks of orders are. */
const WEBHOOK_BYTES = 5_000;
/** Stands in a text where every copy has a number of its own. */
const PLACE = "~~~~~~~~~~~~";

/** As many as send within a few seconds: to none of them a server has answered just now. */
const CUSTOMERS = 20_000;

/** A request without its method, which is POST, and its length. */
export interface Sent {
  path: string;
  headers: Record<string, string>;
  body: string;
}

interface Sender {
  /** The shops that take turns. */
  domains: readonly string[];
  clientSecret: string;
  /** When Shopify signs, in epoch ms: for browse events a signature holds for 90 seconds. */
  at: number;
  /** The number of the first request: those of two senders must not be the same. */
  from: number;
}

/** Batches of the storefront's script, through Shopify's signed proxy, each different from all before it. */
export function createBatches(
  events: number,
  { domains, clientSecret, at, from }: Sender,
): () => Sent {
  const pathOf = (number: number, customerId: string | null): string => {
    const shopDomain = turnOf(domains, number);
    const visit = { shopDomain, customerId, pathPrefix: "/apps/kindling", at };
    return `/proxy/events?${buildProxyQuery(new URLSearchParams(), visit, clientSecret)}`;
  };
  // Shopify signs the shop, the second and who is logged in: nine visitors of ten are not, and share a signature.
  const shared = domains.map((_, number) => pathOf(number, null));
  const ofCustomers = Array.from({ length: CUSTOMERS }, (_, number) =>
    pathOf(number, String(1 + number)),
  );
  const headers = { "content-type": "application/json", "user-agent": DESKTOP_BROWSER };
  const sentAt = new Date(at).toISOString();
  const text = JSON.stringify({
    clientId: `00000000-0000-4000-8000-${PLACE}`,
    cartToken: null,
    consent: { analytics: true, marketing: true },
    sentAt,
    events: Array.from({ length: events }, (_, index) => ({
      kind: "product_viewed",
      occurredAt: sentAt,
      path: `/products/${PLACE}-${index}`,
      productId: String(1 + index),
    })),
  });
  let number = from;
  return () => {
    number += 1;
    const path = number % 10 === 0 ? turnOf(ofCustomers, number / 10) : turnOf(shared, number);
    return { path, headers, body: fill(text, number) };
  };
}

/** Orders, told by webhooks, each of another order. */
export function createWebhooks({ domains, clientSecret, at, from }: Sender): () => Sent {
  const triggeredAt = new Date(at).toISOString();
  const order = {
    admin_graphql_api_id: `gid://shopify/Order/5${PLACE}`,
    created_at: triggeredAt,
    updated_at: triggeredAt,
    currency: "EUR",
    total_price: "42.00",
    customer: { id: 7_000_000_000_000 },
    note: "",
  };
  order.note = "x".repeat(WEBHOOK_BYTES - JSON.stringify(order).length);
  const text = JSON.stringify(order);
  let number = from;
  return () => {
    number += 1;
    const body = fill(text, number);
    const id = fill(PLACE, number);
    const headers = {
      "content-type": "application/json",
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": turnOf(domains, number),
      "x-shopify-webhook-id": id,
      "x-shopify-event-id": id,
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": triggeredAt,
      "x-shopify-hmac-sha256": createHmac("sha256", clientSecret).update(body).digest("base64"),
    };
    return { path: "/webhooks", headers, body };
  };
}

function turnOf<T>(all: readonly T[], number: number): T {
  const one = all[number % all.length];
  if (one === undefined) throw new Error("A sender needs at least one shop");
  return one;
}

const fill = (text: string, number: number): string =>
  text.replaceAll(PLACE, String(number).padStart(PLACE.length, "0"));
