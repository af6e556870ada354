import { createHmac } from "node:crypto";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { createTemplate, PLACE } from "./template.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36";
/** About as long as Shopify's webhooks of orders are. */
const WEBHOOK_BYTES = 5_000;

interface Sender {
  domain: string;
  clientSecret: string;
  clock: { now(): number };
}

/** Whole requests as they stand on the wire, each different from all before it. */
export interface Requests {
  /** A batch of the storefront's script, through Shopify's signed proxy. */
  batch(events: number): () => Buffer;
  /** An order, told by a webhook. */
  webhook(): () => Buffer;
}

export function createRequests({ domain, clientSecret, clock }: Sender): Requests {
  let count = 0;
  const query = (): string =>
    String(
      buildProxyQuery(
        new URLSearchParams(),
        { shopDomain: domain, customerId: null, pathPrefix: "/apps/kindling", at: clock.now() },
        clientSecret,
      ),
    );
  return {
    batch: (events) => {
      // Shopify signs each request; the server verifies each of these, too. One signature holds for 90 seconds.
      const path = `/proxy/events?${query()}`;
      const at = new Date(clock.now()).toISOString();
      const body = JSON.stringify({
        clientId: `00000000-0000-4000-8000-${PLACE}`,
        cartToken: null,
        consent: { analytics: true, marketing: true },
        sentAt: at,
        events: Array.from({ length: events }, (_, index) => ({
          kind: "product_viewed",
          occurredAt: at,
          path: `/products/${PLACE}-${index}`,
          productId: String(1 + index),
        })),
      });
      const copy = createTemplate(request(path, body, { "user-agent": BROWSER }));
      return () => copy((count += 1));
    },
    webhook: () => {
      const at = new Date(clock.now()).toISOString();
      const order = {
        admin_graphql_api_id: `gid://shopify/Order/5${PLACE}`,
        created_at: at,
        updated_at: at,
        currency: "EUR",
        total_price: "42.00",
        customer: { id: 7_000_000_000_000 },
        note: "",
      };
      order.note = "x".repeat(WEBHOOK_BYTES - JSON.stringify(order).length);
      const body = JSON.stringify(order);
      const bodyOf = createTemplate(body);
      const signature = "-".repeat(44);
      const text = request("/webhooks", body, {
        "x-shopify-topic": "orders/create",
        "x-shopify-shop-domain": domain,
        "x-shopify-webhook-id": PLACE,
        "x-shopify-event-id": PLACE,
        "x-shopify-api-version": "2026-10",
        "x-shopify-triggered-at": at,
        "x-shopify-hmac-sha256": signature,
      });
      const copy = createTemplate(text);
      const signatureAt = text.indexOf(signature);
      return () => {
        count += 1;
        const whole = copy(count);
        const signed = createHmac("sha256", clientSecret).update(bodyOf(count)).digest("base64");
        whole.write(signed, signatureAt, "latin1");
        return whole;
      };
    },
  };
}

function request(path: string, body: string, headers: Record<string, string>): string {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return `POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}
