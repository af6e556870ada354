import { findKlaviyoEvent } from "../shared/event-names.ts";
import type { KlaviyoEventWire } from "../capture/klaviyo-wire.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/**
 * An event of Klaviyo's webhooks: what somebody did with a message. It hangs on the most certain of the
 * ids under which Klaviyo knows them, and ties these.
 */
export function normalizeKlaviyoEvent(wire: KlaviyoEventWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const [subject, ...others] = wire.ids;
  const signal = findKlaviyoEvent(wire.topic)?.signal;
  if (subject === undefined || signal === undefined || signal === null) return normalized;
  const occurredAt = Math.min(receivedAt, toInstantOrNull(wire.occurredAt) ?? receivedAt);
  normalized.events.push({
    key: `klaviyo:${wire.eventId}`,
    signal,
    subject,
    occurredAt,
    value: 0,
    about: wire.campaign === null ? null : `campaign:${wire.campaign}`,
    trust: "signed",
  });
  for (const other of others) {
    normalized.links.push({ from: subject, to: other, reason: "message", at: occurredAt });
  }
  return normalized;
}
