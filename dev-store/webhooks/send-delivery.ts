import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import type { Agent } from "node:http";
import type { Delivery } from "./delivery-queue.ts";

const CONNECT_TIMEOUT_MS = 1_000;
const ANSWER_TIMEOUT_MS = 5_000;

export interface SendTarget {
  appUrl: string;
  clientSecret: string;
  apiVersion: string;
  agent: Agent;
}

/** status: what the app answered; null: no answer within Shopify's time, or no connection. */
export interface SendResult {
  status: number | null;
  reason: string;
}

/** base64 HMAC-SHA256 of the exact body, the value of X-Shopify-Hmac-Sha256. */
export function signWebhook(body: string, clientSecret: string): string {
  return createHmac("sha256", clientSecret).update(body, "utf8").digest("base64");
}

/** The headers of one delivery; the same on each of its retries. A Next Gen Event's have no X in front. */
function webhookHeaders(
  delivery: Delivery,
  { apiVersion, clientSecret }: Pick<SendTarget, "apiVersion" | "clientSecret">,
): Record<string, string> {
  const common = {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
  };
  const signature = signWebhook(delivery.body, clientSecret);
  if (delivery.event !== null) {
    return {
      ...common,
      "shopify-topic": delivery.topic,
      "shopify-hmac-sha256": signature,
      "shopify-shop-domain": delivery.shop,
      "shopify-api-version": delivery.event.apiVersion,
      "shopify-webhook-id": delivery.webhookId,
      "shopify-event-id": delivery.eventId,
      "shopify-handle": delivery.event.handle,
      "shopify-action": delivery.event.action,
      "shopify-triggered-at": new Date(delivery.triggeredAt).toISOString(),
    };
  }
  const headers: Record<string, string> = {
    ...common,
    "X-Shopify-Topic": delivery.topic,
    "X-Shopify-Hmac-Sha256": signature,
    "X-Shopify-Shop-Domain": delivery.shop,
    "X-Shopify-API-Version": apiVersion,
    "X-Shopify-Webhook-Id": delivery.webhookId,
    "X-Shopify-Event-Id": delivery.eventId,
    "X-Shopify-Triggered-At": new Date(delivery.triggeredAt).toISOString(),
  };
  if (delivery.name !== null) headers["X-Shopify-Name"] = delivery.name;
  return headers;
}

/** One attempt. Never throws and never follows a redirect: anything but 2xx is a failure. */
export function sendDelivery(delivery: Delivery, target: SendTarget): Promise<SendResult> {
  return new Promise((resolve) => {
    const url = new URL(delivery.uri, target.appUrl);
    const body = Buffer.from(delivery.body, "utf8");
    const request = httpRequest(url, {
      method: "POST",
      agent: target.agent,
      headers: { ...webhookHeaders(delivery, target), "Content-Length": body.length },
    });
    const give = (result: SendResult): void => {
      clearTimeout(answerTimer);
      resolve(result);
    };
    const answerTimer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`));
    }, ANSWER_TIMEOUT_MS);

    request.on("socket", (socket) => {
      if (!socket.connecting) return;
      const connectTimer = setTimeout(() => {
        request.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`));
      }, CONNECT_TIMEOUT_MS);
      const stopTimer = (): void => clearTimeout(connectTimer);
      socket.once("connect", stopTimer);
      socket.once("close", stopTimer);
    });
    request.on("error", (error) => give({ status: null, reason: error.message }));
    request.on("response", (response) => {
      response.on("error", (error) => give({ status: null, reason: error.message }));
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        give({ status, reason: `answered ${status}` });
      });
      response.resume();
    });
    request.end(body);
  });
}
