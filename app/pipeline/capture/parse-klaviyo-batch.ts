import type { HashAddress } from "../shared/addresses.ts";
import { findKlaviyoEvent } from "../shared/event-names.ts";
import { parseExactJson } from "../shared/exact-json.ts";
import { SECOND_MS } from "../shared/time.ts";
import type { Malformed } from "./define-topic.ts";
import { isInstantText } from "./fields.ts";
import type { KlaviyoEventWire } from "./klaviyo-wire.ts";
import { readKlaviyoIds } from "./read-klaviyo-ids.ts";
import {
  countableName,
  firstId,
  firstWord,
  looseId,
  looseObject,
  type Loose,
} from "./read-loose.ts";

/** Klaviyo sends at most a thousand events at once; one with its profile takes about 4 kB. */
export const KLAVIYO_LIMITS = { maxBytes: 8 * 1024 * 1024, maxEvents: 1000 };

/** Why an event was refused, in one word for the counters. */
export type KlaviyoRefusal = "malformed" | "no-identity";

export interface ParsedKlaviyoBatch {
  outcome: "accepted";
  /** The id of the webhook that the signed body names. */
  webhookId: string | null;
  events: KlaviyoEventWire[];
  refused: KlaviyoRefusal[];
  /** Topics of events that are well and no behavior. */
  ignored: string[];
}

const EVENT_ID = /^[\w-]{1,64}$/;
const LAST_INSTANT_SECONDS = 253_402_300_799;

/**
 * Reads a delivery of Klaviyo's webhooks down to what may be kept. The signature must have been checked
 * before. An event that names nobody that we know is refused, and nothing of it is kept.
 */
export function parseKlaviyoBatch({
  body,
  hashAddress,
}: {
  body: string;
  hashAddress: HashAddress | null;
}): ParsedKlaviyoBatch | Malformed {
  let envelope: Loose;
  try {
    envelope = looseObject(parseExactJson(body));
  } catch {
    return { outcome: "malformed", reason: "The body is not JSON" };
  }
  const { data, meta } = envelope;
  if (!Array.isArray(data) || data.length > KLAVIYO_LIMITS.maxEvents) {
    const reason = `data: expected a list of at most ${KLAVIYO_LIMITS.maxEvents} events`;
    return { outcome: "malformed", reason };
  }
  const webhookId = firstId(looseObject(meta), "klaviyo_webhook_id");
  const parsed: ParsedKlaviyoBatch = {
    outcome: "accepted",
    webhookId,
    events: [],
    refused: [],
    ignored: [],
  };
  for (const item of data.map(looseObject)) {
    const read = readEvent(item, hashAddress);
    if (read.outcome === "event") parsed.events.push(read.wire);
    else if (read.outcome === "ignored") parsed.ignored.push(countableName(read.topic));
    else parsed.refused.push(read.why);
  }
  return parsed;
}

type ReadEvent =
  | { outcome: "event"; wire: KlaviyoEventWire }
  | { outcome: "ignored"; topic: string }
  | { outcome: "refused"; why: KlaviyoRefusal };

function readEvent(item: Loose, hashAddress: HashAddress | null): ReadEvent {
  const topic = looseId(item["topic"]);
  if (topic === null) return { outcome: "refused", why: "malformed" };
  if (!isBehavior(topic)) return { outcome: "ignored", topic };
  const payload = looseObject(item["payload"]);
  const data = looseObject(payload["data"]);
  const eventId = looseId(item["external_id"]) ?? looseId(data["id"]);
  if (eventId === null || !EVENT_ID.test(eventId)) return { outcome: "refused", why: "malformed" };
  const attributes = looseObject(data["attributes"]);
  const properties = looseObject(attributes["event_properties"]);
  // Apple's mail loads every picture of every mail: that opens nothing.
  if (properties["machine_open"] === true)
    return { outcome: "ignored", topic: `${topic} by a machine` };
  const ids = readKlaviyoIds(payload, hashAddress);
  if (ids.length === 0) return { outcome: "refused", why: "no-identity" };
  const wire: KlaviyoEventWire = {
    eventId,
    topic,
    occurredAt: readInstantText(attributes),
    ids,
    campaign: firstWord(properties["Campaign Name"], properties["campaign_name"]),
  };
  return { outcome: "event", wire };
}

function isBehavior(topic: string): boolean {
  const signal = findKlaviyoEvent(topic)?.signal;
  return signal !== undefined && signal !== null;
}

/** When it happened: `datetime`, or `timestamp` in seconds since 1970. */
function readInstantText({ datetime, timestamp }: Loose): string | null {
  if (isInstantText(datetime)) return datetime;
  if (isInstantText(timestamp)) return timestamp;
  const isInstant =
    typeof timestamp === "number" && timestamp > 0 && timestamp <= LAST_INSTANT_SECONDS;
  return isInstant ? new Date(timestamp * SECOND_MS).toISOString() : null;
}
