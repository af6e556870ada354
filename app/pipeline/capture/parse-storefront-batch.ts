import { z } from "zod";
import { parseExactJson } from "../shared/exact-json.ts";
import { BrowseHeadWireSchema, type BrowseWire } from "./browse-wire.ts";
import { defineTopic } from "./define-topic.ts";
import type { Accepted, Malformed } from "./define-topic.ts";
import { readId } from "./fields.ts";
import { PixelHeadWireSchema, type PixelWire } from "./pixel-wire.ts";
import { BrowseEventWireSchema, PixelEventWireSchema } from "./storefront-event.ts";
import { BROWSE_TOPIC, PIXEL_TOPIC } from "./topics.ts";

// sendBeacon and fetch with keepalive carry 64 kB at most, so no honest script sends more.
export const BATCH_LIMITS = {
  /** Size of the body in bytes of UTF-8. */
  maxBytes: 64 * 1024,
  maxEvents: 50,
};

/** An event of a batch that was left out, by its place in the batch. */
export interface RefusedEvent {
  index: number;
  reason: string;
}

/** Each is read by itself, so that a bad one spoils no other. */
const eventList = z.custom<unknown[]>(Array.isArray, "expected a list of events");

const BrowseEnvelopeSchema = BrowseHeadWireSchema.extend({ events: eventList });
const PixelEnvelopeSchema = PixelHeadWireSchema.extend({
  events: eventList,
  shopToken: z.custom<string>(
    (value) => typeof value === "string" && /^\d{1,10}\.[\w-]{16,64}$/.test(value),
    "expected the pixel's setting shopToken",
  ),
});

// What is made of these is a stored batch as its topic reads it, so it is not read a second time: that costs as much as the
// first, at the busiest edge of all. A test holds the two against each other.
const BROWSE = {
  envelope: defineTopic("proxy", BROWSE_TOPIC.topic, BrowseEnvelopeSchema),
  event: defineTopic("proxy", "event", BrowseEventWireSchema),
};
const PIXEL = {
  envelope: defineTopic("pixel", PIXEL_TOPIC.topic, PixelEnvelopeSchema),
  event: defineTopic("pixel", "event", PixelEventWireSchema),
};

type BrowseBatch = Accepted<"proxy", typeof BROWSE_TOPIC.topic, BrowseWire>;
type PixelBatch = Accepted<"pixel", typeof PIXEL_TOPIC.topic, PixelWire>;

/**
 * Reads a batch of the theme's embed. `loggedInCustomerId` is logged_in_customer_id of the signed query; a
 * customer named in the body is ignored. A bad event is refused alone; a batch that is too large, empty
 * or without one good event is malformed as a whole.
 */
export function parseBrowseBatch(batch: {
  body: string;
  loggedInCustomerId: string | null;
}): (BrowseBatch & { refused: RefusedEvent[] }) | Malformed {
  const read = readBatch(batch.body, BROWSE);
  if (read.outcome === "malformed") return read;
  const { envelope, events, refused } = read;
  const customerId = readId(batch.loggedInCustomerId);
  if (customerId === null && batch.loggedInCustomerId)
    return malformed(BROWSE_TOPIC.topic, "customerId: expected an id or null");
  const { source, topic } = BROWSE_TOPIC;
  return { outcome: "accepted", source, topic, wire: { ...envelope, customerId, events }, refused };
}

/** Reads a batch of the pixel, as `parseBrowseBatch` does. Whose it is stands in it: `shopToken`. */
export function parsePixelBatch({
  body,
}: {
  body: string;
}): (PixelBatch & { refused: RefusedEvent[]; shopToken: string }) | Malformed {
  const read = readBatch(body, PIXEL);
  if (read.outcome === "malformed") return read;
  const { events, refused } = read;
  const { shopToken, ...envelope } = read.envelope;
  const { source, topic } = PIXEL_TOPIC;
  return { outcome: "accepted", source, topic, wire: { ...envelope, events }, refused, shopToken };
}

type ReadBatch<H, E> =
  { outcome: "read"; envelope: H; events: E[]; refused: RefusedEvent[] } | Malformed;

interface Reader<W> {
  topic: string;
  read(value: unknown): { outcome: "accepted"; wire: W } | Malformed;
}

function readBatch<H extends { events: unknown[] }, E>(
  body: string,
  { envelope: envelopeTopic, event: eventTopic }: { envelope: Reader<H>; event: Reader<E> },
): ReadBatch<H, E> {
  const { topic } = envelopeTopic;
  if (isLongerThan(body, BATCH_LIMITS.maxBytes)) {
    return malformed(topic, `more than ${BATCH_LIMITS.maxBytes} bytes`);
  }
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch {
    return malformed(topic, "not JSON");
  }
  const read = envelopeTopic.read(value);
  if (read.outcome === "malformed") return read;
  const envelope = read.wire;
  if (envelope.events.length > BATCH_LIMITS.maxEvents) {
    return malformed(topic, `more than ${BATCH_LIMITS.maxEvents} events`);
  }
  const events: E[] = [];
  const refused: RefusedEvent[] = [];
  envelope.events.forEach((candidate, index) => {
    const event = eventTopic.read(candidate);
    if (event.outcome === "accepted") events.push(event.wire);
    else refused.push({ index, reason: event.reason });
  });
  if (events.length === 0) return malformed(topic, refused[0]?.reason ?? "no events");
  return { outcome: "read", envelope, events, refused };
}

const malformed = (topic: string, reason: string): Malformed => ({
  outcome: "malformed",
  reason: `${topic}: ${reason}`,
});

function isLongerThan(body: string, maxBytes: number): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8: most bodies need no encoding to be judged.
  if (body.length > maxBytes) return true;
  return body.length * 3 > maxBytes && new TextEncoder().encode(body).length > maxBytes;
}
