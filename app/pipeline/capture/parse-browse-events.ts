import { z } from "zod";
import { parseExactJson } from "../shared/exact-json.ts";
import { BROWSE_TOPIC } from "./topics.ts";
import { BrowseEventWireSchema, BrowseHeadWireSchema } from "./browse-wire.ts";
import type { BrowseWire } from "./browse-wire.ts";
import { defineTopic } from "./define-topic.ts";
import type { Malformed } from "./define-topic.ts";

export interface BrowseLimits {
  /** Size of the body in bytes of UTF-8. */
  maxBytes: number;
  maxEvents: number;
}

// sendBeacon and fetch with keepalive carry 64 kB at most, so no honest script sends more.
export const BROWSE_LIMITS: BrowseLimits = { maxBytes: 64 * 1024, maxEvents: 50 };

/** An event of a batch that was left out, by its place in the batch. */
export interface RefusedBrowseEvent {
  index: number;
  reason: string;
}

export type ParsedBrowseEvents =
  | {
      outcome: "accepted";
      source: "proxy";
      topic: "browse_events";
      wire: BrowseWire;
      refused: RefusedBrowseEvent[];
    }
  | Malformed;

const headTopic = defineTopic(
  "proxy",
  BROWSE_TOPIC.topic,
  BrowseHeadWireSchema.extend({
    events: z.custom<unknown[]>(Array.isArray, "expected a list of events"),
  }),
);
const eventTopic = defineTopic("proxy", "event", BrowseEventWireSchema);

/**
 * Reads a batch of browse events. `loggedInCustomerId` is logged_in_customer_id of the signed query; a
 * customer named in the body is ignored. A bad event is refused alone; a batch that is too large, empty
 * or without one good event is malformed as a whole.
 */
export function parseBrowseEvents({
  body,
  loggedInCustomerId,
  limits = BROWSE_LIMITS,
}: {
  body: string;
  loggedInCustomerId: string | null;
  limits?: BrowseLimits;
}): ParsedBrowseEvents {
  if (isLongerThan(body, limits.maxBytes)) return malformed(`more than ${limits.maxBytes} bytes`);
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch {
    return malformed("not JSON");
  }
  const head = headTopic.read(value);
  if (head.outcome === "malformed") return head;
  const { events: given, ...batch } = head.wire;
  if (given.length > limits.maxEvents) return malformed(`more than ${limits.maxEvents} events`);

  const events: BrowseWire["events"] = [];
  const refused: RefusedBrowseEvent[] = [];
  given.forEach((candidate, index) => {
    const event = eventTopic.read(candidate);
    if (event.outcome === "accepted") events.push(event.wire);
    else refused.push({ index, reason: event.reason });
  });
  if (events.length === 0) return malformed(refused[0]?.reason ?? "no events");

  const stored = BROWSE_TOPIC.read({ ...batch, customerId: loggedInCustomerId, events });
  return stored.outcome === "malformed" ? stored : { ...stored, refused };
}

function malformed(reason: string): Malformed {
  return { outcome: "malformed", reason: `${BROWSE_TOPIC.topic}: ${reason}` };
}

function isLongerThan(body: string, maxBytes: number): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8: most bodies need no encoding to be judged.
  if (body.length > maxBytes) return true;
  return body.length * 3 > maxBytes && new TextEncoder().encode(body).length > maxBytes;
}
