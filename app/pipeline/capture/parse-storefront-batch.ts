import { z } from "zod";
import { parseExactJson } from "../shared/exact-json.ts";
import { BrowseHeadWireSchema } from "./browse-wire.ts";
import { defineTopic } from "./define-topic.ts";
import type { Malformed } from "./define-topic.ts";
import { PixelHeadWireSchema } from "./pixel-wire.ts";
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

const PixelEnvelopeSchema = PixelHeadWireSchema.extend({
  shopToken: z.custom<string>(
    (value) => typeof value === "string" && /^\d{1,10}\.[\w-]{16,64}$/.test(value),
    "expected the pixel's setting shopToken",
  ),
});

/**
 * Reads a batch of the theme's embed. `loggedInCustomerId` is logged_in_customer_id of the signed query; a
 * customer named in the body is ignored. A bad event is refused alone; a batch that is too large, empty
 * or without one good event is malformed as a whole.
 */
export function parseBrowseBatch(batch: { body: string; loggedInCustomerId: string | null }) {
  const read = readBatch(batch.body, {
    name: BROWSE_TOPIC.topic,
    head: BrowseHeadWireSchema,
    event: BrowseEventWireSchema,
  });
  if (read.outcome === "malformed") return read;
  const { head, events, refused } = read;
  const stored = BROWSE_TOPIC.read({ ...head, events, customerId: batch.loggedInCustomerId });
  return stored.outcome === "malformed" ? stored : { ...stored, refused };
}

/** Reads a batch of the pixel, as `parseBrowseBatch` does. Whose it is stands in it: `shopToken`. */
export function parsePixelBatch({ body }: { body: string }) {
  const read = readBatch(body, {
    name: PIXEL_TOPIC.topic,
    head: PixelEnvelopeSchema,
    event: PixelEventWireSchema,
  });
  if (read.outcome === "malformed") return read;
  const { head, events, refused } = read;
  const stored = PIXEL_TOPIC.read({ ...head, events });
  return stored.outcome === "malformed"
    ? stored
    : { ...stored, refused, shopToken: head.shopToken };
}

type ReadBatch<H, E> =
  { outcome: "read"; head: H; events: E[]; refused: RefusedEvent[] } | Malformed;

function readBatch<H, E>(
  body: string,
  kind: { name: string; head: z.ZodType<H>; event: z.ZodType<E> },
): ReadBatch<H, E> {
  const malformed = (reason: string): Malformed => ({
    outcome: "malformed",
    reason: `${kind.name}: ${reason}`,
  });
  if (isLongerThan(body, BATCH_LIMITS.maxBytes)) {
    return malformed(`more than ${BATCH_LIMITS.maxBytes} bytes`);
  }
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch {
    return malformed("not JSON");
  }
  const head = defineTopic("proxy", kind.name, kind.head).read(value);
  if (head.outcome === "malformed") return head;
  const given = EventListSchema.safeParse(value);
  if (!given.success) return malformed("events: expected a list of events");
  if (given.data.events.length > BATCH_LIMITS.maxEvents) {
    return malformed(`more than ${BATCH_LIMITS.maxEvents} events`);
  }
  const eventTopic = defineTopic("proxy", "event", kind.event);
  const events: E[] = [];
  const refused: RefusedEvent[] = [];
  given.data.events.forEach((candidate, index) => {
    const event = eventTopic.read(candidate);
    if (event.outcome === "accepted") events.push(event.wire);
    else refused.push({ index, reason: event.reason });
  });
  if (events.length === 0) return malformed(refused[0]?.reason ?? "no events");
  return { outcome: "read", head: head.wire, events, refused };
}

const EventListSchema = z.object({ events: z.array(z.unknown()) });

function isLongerThan(body: string, maxBytes: number): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8: most bodies need no encoding to be judged.
  if (body.length > maxBytes) return true;
  return body.length * 3 > maxBytes && new TextEncoder().encode(body).length > maxBytes;
}
