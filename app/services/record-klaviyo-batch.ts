import type pg from "pg";
import { loadKlaviyoConnection } from "../db/klaviyo.ts";
import { workFor } from "../db/shop-scope.ts";
import { parseKlaviyoBatch, type KlaviyoRefusal } from "../pipeline/capture/parse-klaviyo-batch.ts";
import { klaviyoPurpose } from "./connect-klaviyo.ts";
import { openAddressKey } from "./open-address-key.ts";
import type { Capture } from "./create-capture.ts";
import { openSecret } from "./seal-secret.ts";
import { verifyKlaviyo } from "./verify-klaviyo.ts";

export interface KlaviyoDelivery {
  /** The raw bytes: the signature covers them. */
  body: Buffer;
  signature: string | null;
  timestamp: string | null;
  webhookId: string | null;
}

export type RecordKlaviyoBatchOutcome =
  | {
      outcome: "recorded";
      /** New, and now durable. */
      accepted: number;
      duplicates: number;
      refused: KlaviyoRefusal[];
      ignored: string[];
    }
  | { outcome: "wrong-signature" }
  | { outcome: "wrong-time" }
  | { outcome: "malformed"; reason: string }
  | { outcome: "not-connected" }
  | { outcome: "uninstalled-shop" }
  /** Nothing was stored: it is to be sent again later. */
  | { outcome: "overloaded" }
  /** No seal key opens the connection's secret any more. */
  | { outcome: "sealed-secret" };

/** Makes the events of one delivery durable, each once by Klaviyo's id. Only then may Klaviyo forget them. */
export async function recordKlaviyoBatch(options: {
  pool: pg.Pool;
  capture: Pick<Capture, "writer">;
  shopId: number;
  delivery: KlaviyoDelivery;
  sealKeys: readonly string[];
  now: number;
}): Promise<RecordKlaviyoBatchOutcome> {
  const { pool, capture, shopId, delivery, sealKeys, now } = options;
  const connection = await workFor(shopId, () => loadKlaviyoConnection(pool, shopId));
  if (connection === null) return { outcome: "not-connected" };
  const purpose = klaviyoPurpose(shopId);
  const secret = openSecret({ keys: sealKeys, purpose, sealed: connection.sealedSecret });
  if (secret === null) return { outcome: "sealed-secret" };
  const verified = verifyKlaviyo({ ...delivery, secret, now });
  if (verified.outcome !== "verified") return verified;
  if (connection.shopStatus !== "installed") return { outcome: "uninstalled-shop" };
  const parsed = parseKlaviyoBatch({
    body: delivery.body.toString("utf8"),
    hashAddress: openAddressKey({ sealKeys, shopId, row: connection }),
  });
  if (parsed.outcome === "malformed") return parsed;
  // The header is not signed; the body is. Where both stand, Klaviyo asks that they agree.
  if (delivery.webhookId !== null && delivery.webhookId !== parsed.webhookId) {
    return { outcome: "wrong-signature" };
  }
  const { events, refused, ignored } = parsed;
  const stored = await capture.writer.write({
    ...{ shopId, source: "klaviyo", receivedAt: now },
    events: events.map((wire) => ({ key: wire.eventId, topic: "klaviyo_events", wire })),
  });
  if (stored.outcome === "overloaded") return stored;
  if (stored.outcome === "not-installed") return { outcome: "uninstalled-shop" };
  const { accepted } = stored;
  return { outcome: "recorded", accepted, duplicates: events.length - accepted, refused, ignored };
}
