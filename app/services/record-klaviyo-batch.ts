import { parseKlaviyoBatch, type KlaviyoRefusal } from "../pipeline/capture/parse-klaviyo-batch.ts";
import type { Capture } from "./create-capture.ts";
import type { KlaviyoSender } from "./find-klaviyo-sender.ts";
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
  | { outcome: "uninstalled-shop" }
  /** Nothing was stored: it is to be sent again later. */
  | { outcome: "overloaded" };

/** Makes the events of one delivery durable, each once by Klaviyo's id. Only then may Klaviyo forget them. */
export async function recordKlaviyoBatch(options: {
  capture: Pick<Capture, "writer">;
  sender: KlaviyoSender;
  delivery: KlaviyoDelivery;
  now: number;
}): Promise<RecordKlaviyoBatchOutcome> {
  const { capture, sender, delivery, now } = options;
  const { shopId, secret, isInstalled, hashAddress } = sender;
  const verified = verifyKlaviyo({ ...delivery, secret, now });
  if (verified.outcome !== "verified") return verified;
  if (!isInstalled) return { outcome: "uninstalled-shop" };
  const parsed = parseKlaviyoBatch({ body: delivery.body.toString("utf8"), hashAddress });
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
