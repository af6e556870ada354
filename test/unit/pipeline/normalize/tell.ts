import { hashCustomerAddresses } from "../../../../app/pipeline/capture/customer-addresses.ts";
import { parseBackfillRecord } from "../../../../app/pipeline/capture/parse-backfill-record.ts";
import {
  parseBrowseBatch,
  parsePixelBatch,
} from "../../../../app/pipeline/capture/parse-storefront-batch.ts";
import { parseKlaviyoBatch } from "../../../../app/pipeline/capture/parse-klaviyo-batch.ts";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";
import type { BackfillResource } from "../../../../app/pipeline/capture/topics.ts";
import { normalizeRawEvent } from "../../../../app/pipeline/normalize/normalize.ts";
import type { Normalized } from "../../../../app/pipeline/shared/records.ts";
import { hashAddress, readApi, type Reading } from "../capture/api-batch.ts";

/** A raw event as a row of the database holds it: JSON, its type forgotten. */
export interface Row {
  source: string;
  topic: string;
  wire: unknown;
  receivedAt: number;
}

export const RECEIVED_AT = Date.parse("2026-11-23T10:00:06Z");

/** What the product says after a webhook went through capture, storage and normalization. */
export function tellWebhook(topic: string, payload: unknown, triggeredAt?: string): Normalized {
  return tellRow(webhookRow(topic, payload, triggeredAt));
}

/** The same for a node of an Admin API connection. */
export function tellBackfill(resource: BackfillResource, node: unknown): Normalized {
  const parsed = parseBackfillRecord({ resource, node });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  return tellRow({ ...parsed, receivedAt: RECEIVED_AT });
}

export function webhookRow(topic: string, payload: unknown, triggeredAt?: string): Row {
  const parsed = parseWebhook({ topic, body: JSON.stringify(payload), triggeredAt });
  if (parsed.outcome !== "accepted") throw new Error(JSON.stringify(parsed));
  return { ...parsed, receivedAt: RECEIVED_AT };
}

export function browseRow(
  batch: unknown,
  {
    loggedInCustomerId = null,
    receivedAt = RECEIVED_AT,
  }: {
    loggedInCustomerId?: string | null;
    receivedAt?: number;
  } = {},
): Row {
  const parsed = parseBrowseBatch({ body: JSON.stringify(batch), loggedInCustomerId });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  return { ...parsed, receivedAt };
}

export function pixelRow(batch: unknown, receivedAt = RECEIVED_AT): Row {
  const parsed = parsePixelBatch({ body: JSON.stringify(batch) });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  return { ...parsed, receivedAt };
}

/** A message of the HTTP API, as one row. */
export function apiRow(message: unknown, reading: Reading = {}): Row {
  const [wire] = readApi([message], reading).messages;
  if (wire === undefined) throw new Error("the message is not kept");
  const receivedAt = reading.receivedAt ?? RECEIVED_AT;
  return { source: "api", topic: "api_messages", wire, receivedAt };
}

/** The events of a delivery of Klaviyo's webhooks, a row each. */
export function klaviyoRows(delivery: unknown): Row[] {
  const parsed = parseKlaviyoBatch({ body: JSON.stringify(delivery), hashAddress });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  return parsed.events.map((wire) => ({
    source: "klaviyo",
    topic: "klaviyo_events",
    wire,
    receivedAt: RECEIVED_AT,
  }));
}

/** The addresses of a customer in Shopify. */
export function addressesRow(customer: {
  customerId: string;
  email: string | null;
  phone: string | null;
  updatedAt: string;
}): Row {
  const hashed = hashCustomerAddresses({ customer, hashAddress });
  return { source: "backfill", ...hashed, receivedAt: RECEIVED_AT };
}

export function tellRow({ source, topic, wire, receivedAt }: Row): Normalized {
  const stored: unknown = JSON.parse(JSON.stringify(wire));
  return normalizeRawEvent({
    ...readStoredEvent({ source, topic, wire: stored }),
    receivedAt,
    currency: "EUR",
  });
}
