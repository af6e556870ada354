import type pg from "pg";
import { createCapture, type Capture } from "../../app/services/create-capture.ts";
import { recordBrowseBatch, recordPixelBatch } from "../../app/services/record-storefront-batch.ts";
import { recordWebhook } from "../../app/services/record-webhook.ts";
import { PIXEL_TOKEN, type Delivery } from "./app-deliveries.ts";

/** Behind each pool stand two web processes, which know nothing of each other and take turns. */
const captures = new WeakMap<pg.Pool, { first: Capture; second: Capture }>();

function captureOf(pool: pg.Pool): Capture {
  const { first, second } = captures.get(pool) ?? {
    first: createCapture(pool),
    second: createCapture(pool),
  };
  captures.set(pool, { first: second, second: first });
  return first;
}

/** Hands one delivery to the service that takes it at the edge. `id` replaces the webhook's own. */
export async function deliver(
  pool: pg.Pool,
  domain: string,
  sent: { delivery: Delivery; id?: string },
): Promise<void> {
  const result = await record(pool, domain, sent);
  if (!["recorded", "duplicate"].includes(result.outcome)) throw new Error(JSON.stringify(result));
}

async function record(
  pool: pg.Pool,
  domain: string,
  { delivery, id }: { delivery: Delivery; id?: string },
): Promise<{ outcome: string }> {
  const capture = captureOf(pool);
  const shared = { pool, capture, domain, body: delivery.body, now: delivery.at };
  switch (delivery.kind) {
    case "browse":
      return recordBrowseBatch({ ...shared, loggedInCustomerId: delivery.customerId });
    case "pixel": {
      const { rows } = await pool.query<{ token: string }>(
        "SELECT pixel_token AS token FROM shop WHERE domain = $1",
        [domain],
      );
      const body = delivery.body.replace(PIXEL_TOKEN, rows[0]?.token ?? "");
      return recordPixelBatch({ ...shared, body });
    }
    case "webhook":
      return recordWebhook({
        ...shared,
        topic: delivery.topic,
        webhookId: id ?? delivery.id,
        triggeredAt: new Date(delivery.at).toISOString(),
      });
  }
}
