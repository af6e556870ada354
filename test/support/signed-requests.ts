import { createHmac, randomUUID } from "node:crypto";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import { signWebhook } from "../../dev-store/webhooks/send-delivery.ts";
import { iso, order } from "./app-shop.ts";
import { signedHeaders } from "./app-webhooks.ts";
import { CLIENT_SECRET } from "./app-world.ts";

/** A POST, as it is sent. */
export interface Sent {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A request that is taken, and the same one with its proof spoiled in one way each. */
export interface Tries {
  good: Sent;
  spoiled: Record<string, Sent>;
}

/** The shop that is spoken of, with all that its own senders know. */
export interface SpokenOf {
  domain: string;
  shopId: number;
  customerId: string;
  /** A browser that told something. */
  clientId: string;
  writeKey: string;
  /** As the database keeps it. */
  writeKeyHash: string;
  klaviyoSecret: string;
  pixelToken: string;
  /** Another shop that has the app. */
  stranger: string;
  now: number;
}

const OTHER_SECRET = "another secret";

/** What can be sent to each endpoint in a shop's name, by its name in the table of who may ask what. */
export function trySigned(of: SpokenOf): Record<string, Tries> {
  const { domain, customerId, now } = of;
  const webhook = (topic: string, body: object) => signedHeaders({ domain, topic, body });
  const placed = order(9_000_001, Number(customerId), now);
  const change = { topic: "Product", action: "update", data: null };
  const asked = { shop_domain: domain, customer: { id: customerId } };
  const signal = { customer_id: customerId, event: "Product Reviewed" };
  const run = { shopify_domain: domain, action_run_id: randomUUID(), properties: signal };
  const use = { flow_trigger_definition_id: "kindling-segment-left", has_enabled_flow: true };
  return {
    "POST /webhooks": tryBody("/webhooks", webhook("orders/create", placed)),
    "POST /webhooks/events": tryBody("/webhooks/events", webhook("Product/update", change)),
    "webhooks.app.ts": tryBody(
      "/webhooks/app",
      webhook("app/scopes_update", { current: ["read_orders"] }),
    ),
    "webhooks.privacy.ts": tryBody("/webhooks/privacy", webhook("customers/data_request", asked)),
    "flow.actions.ts": tryFlow("/flow/actions", { ...run, handle: "kindling-record-signal" }),
    "flow.triggers.ts": tryFlow("/flow/triggers", {
      ...{ ...use, shopify_domain: domain, timestamp: iso(now) },
    }),
    "POST /proxy/events": tryQuery(of, "/proxy/events", batchOf(now)),
    "POST /proxy/withdrawal": tryQuery(of, "/proxy/withdrawal", { clientId: of.clientId }),
    "POST /v1/:call": tryKey(of),
    "POST /klaviyo/:shopId": tryKlaviyo(of),
    "POST /pixel/events": tryClaim(of),
  };
}

function tryBody(path: string, signed: { text: string; headers: [string, string][] }): Tries {
  const headers = Object.fromEntries(signed.headers);
  const name = Object.keys(headers).find((header) => header.endsWith("-hmac-sha256")) ?? "";
  const body = signed.text;
  const { [name]: _signature, ...unsigned } = headers;
  const good = { path, headers, body };
  const withSignature = (signature: string): Sent => ({
    ...good,
    headers: { ...headers, [name]: signature },
  });
  return {
    good,
    spoiled: {
      "another secret": withSignature(signWebhook(body, OTHER_SECRET)),
      "another body": { ...good, body: `${body} ` },
      "half a signature": withSignature((headers[name] ?? "").slice(0, 20)),
      "no signature": { ...good, headers: unsigned },
    },
  };
}

function tryFlow(path: string, content: object): Tries {
  const text = JSON.stringify(content);
  return tryBody(path, {
    text,
    headers: [
      ["content-type", "application/json"],
      ["x-shopify-hmac-sha256", signWebhook(text, CLIENT_SECRET)],
    ],
  });
}

const VIEW = { kind: "product_viewed", path: "/products/mug", productId: "101" };
const BROWSER = { "content-type": "application/json", "user-agent": DESKTOP_BROWSER };

const batchOf = (now: number) => ({
  clientId: randomUUID(),
  cartToken: null,
  consent: { analytics: true, marketing: true },
  sentAt: iso(now),
  events: [{ ...VIEW, occurredAt: iso(now) }],
});

function tryQuery(
  { domain, stranger, customerId, now }: SpokenOf,
  path: string,
  content: object,
): Tries {
  const visit = { shopDomain: domain, customerId: null, pathPrefix: "/apps/kindling", at: now };
  const body = JSON.stringify(content);
  const send = (
    change: Partial<typeof visit>,
    spoil: (query: URLSearchParams) => void,
    secret = CLIENT_SECRET,
  ): Sent => {
    const query = buildProxyQuery(new URLSearchParams(), { ...visit, ...change }, secret);
    spoil(query);
    return { path: `${path}?${query}`, headers: BROWSER, body };
  };
  const asIs = () => undefined;
  return {
    good: send({}, asIs),
    spoiled: {
      "another secret": send({}, asIs, OTHER_SECRET),
      "another shop's signature": send({ shopDomain: stranger }, (q) => q.set("shop", domain)),
      "a customer put in": send({}, (query) => query.set("logged_in_customer_id", customerId)),
      "a parameter put in": send({}, (query) => query.append("more", "1")),
      "its time gone by": send({ at: now - 120_000 }, asIs),
      "no signature": send({}, (query) => query.delete("signature")),
    },
  };
}

function tryKey({ shopId, writeKey, writeKeyHash }: SpokenOf): Tries {
  const event = { type: "track", userId: "u-1", event: "Email Opened", messageId: randomUUID() };
  const send = (key: string | null, content: object = event): Sent => ({
    path: "/v1/track",
    headers: {
      "content-type": "application/json",
      ...(key === null ? {} : { authorization: `Basic ${btoa(`${key}:`)}` }),
    },
    body: JSON.stringify(content),
  });
  const madeUp = `kdl_${shopId}_${"A".repeat(43)}`;
  return {
    good: send(writeKey),
    spoiled: {
      "a key that was made up": send(madeUp),
      "a key that was made up, in the body": send(null, { ...event, writeKey: madeUp }),
      "the hash of its key": send(writeKeyHash),
      "the hash of its key, as a key": send(`kdl_${shopId}_${writeKeyHash.slice(0, 43)}`),
      "no key": send(null),
    },
  };
}

function tryKlaviyo({ shopId, klaviyoSecret, customerId, now }: SpokenOf): Tries {
  const id = randomUUID();
  const attributes = { datetime: iso(now - 60_000), event_properties: {} };
  const told = {
    topic: "event:klaviyo.opened_email",
    external_id: id,
    payload: {
      data: { type: "event", id, attributes },
      included: [{ type: "profile", attributes: { external_id: customerId } }],
    },
  };
  const webhookId = "01KP4928STE8FKCWB6WDHZ4ZB7";
  const body = JSON.stringify({ data: [told], meta: { klaviyo_webhook_id: webhookId } });
  const timeOf = (at: number): string => new Date(at).toUTCString();
  const sign = (key: string, time: string): string =>
    createHmac("sha256", key).update(body).update(time).digest("hex");
  const send = (signature: string, change: { time?: string; body?: string } = {}): Sent => ({
    path: `/klaviyo/${shopId}`,
    headers: {
      "content-type": "application/json",
      "klaviyo-timestamp": change.time ?? timeOf(now),
      "klaviyo-webhook-id": webhookId,
      ...(signature === "" ? {} : { "klaviyo-signature": signature }),
    },
    body: change.body ?? body,
  });
  const right = sign(klaviyoSecret, timeOf(now));
  const old = timeOf(now - 4 * 24 * 3_600_000);
  return {
    good: send(right),
    spoiled: {
      "another secret": send(sign(OTHER_SECRET, timeOf(now))),
      "another body": send(right, { body: `${body} ` }),
      "another time": send(right, { time: timeOf(now - 60_000) }),
      "its time gone by": send(sign(klaviyoSecret, old), { time: old }),
      "no signature": send(""),
    },
  };
}

function tryClaim({ shopId, pixelToken, now }: SpokenOf): Tries {
  const send = (shopToken: string | undefined): Sent => ({
    path: "/pixel/events",
    headers: { ...BROWSER, "content-type": "text/plain;charset=UTF-8" },
    body: JSON.stringify({ ...batchOf(now), shopToken }),
  });
  return {
    good: send(pixelToken),
    spoiled: {
      "a token that was made up": send(`${shopId}.${"0".repeat(20)}`),
      "half a token": send(pixelToken.slice(0, -1)),
      "no token": send(undefined),
    },
  };
}
