import { parseExactJson } from "../shared/exact-json.ts";
import type { ApiMessageWire } from "./api-wire.ts";
import type { Malformed } from "./define-topic.ts";
import {
  readApiMessage,
  type ApiReading,
  type ApiRefusal,
  type ReadApiMessage,
} from "./read-api-message.ts";
import { countableName, looseId, looseObject, type Loose } from "./read-loose.ts";

/** Segment's limits, which its clients and those of RudderStack keep. */
export const API_LIMITS = { maxBytes: 500 * 1024, maxMessageBytes: 32 * 1024, maxMessages: 2500 };

/** A message that was left out, by its place in the batch. */
export interface RefusedApiMessage {
  index: number;
  why: ApiRefusal;
  /** What was expected where, fit for the sender; holds no value of the message. */
  reason: string;
}

export interface ParsedApiBatch {
  outcome: "accepted";
  messages: ApiMessageWire[];
  refused: RefusedApiMessage[];
  /** Of each message that is well and says nothing that is kept, what it was: "group", or its event's name. */
  ignored: string[];
}

/** What the path says of a request: which type the one message has, or that it holds a batch of them. */
export type ApiCall = "batch" | "identify" | "track" | "page" | "screen" | "group" | "alias";

export interface ApiBody {
  value: unknown;
  /** Beside Basic authentication, Segment's clients put the key here. */
  writeKey: string | null;
}

/** @returns null when the text is not JSON */
export function parseApiBody(text: string): ApiBody | null {
  try {
    const value = parseExactJson(text);
    return { value, writeKey: looseId(looseObject(value)["writeKey"]) };
  } catch {
    return null;
  }
}

/** Reads a request of the HTTP API. A bad message is refused alone; the others of its batch are kept. */
export function parseApiBatch({
  call,
  body,
  size,
  reading,
}: {
  call: ApiCall;
  body: ApiBody;
  /** Of the body in bytes: where it is small, no message of it can be too large. */
  size: number;
  reading: ApiReading;
}): ParsedApiBatch | Malformed {
  const envelope = looseObject(body.value);
  const messages = call === "batch" ? envelope["batch"] : [{ ...envelope, type: call }];
  if (!Array.isArray(messages)) return malformed("batch: expected a list of messages");
  if (messages.length > API_LIMITS.maxMessages) {
    return malformed(`batch: more than ${API_LIMITS.maxMessages} messages`);
  }
  const parsed: ParsedApiBatch = { outcome: "accepted", messages: [], refused: [], ignored: [] };
  messages.forEach((given: unknown, index) => {
    const message = withEnvelope(looseObject(given), envelope, call);
    const read = readSized({ given, message, size, reading });
    if (read.outcome === "accepted") parsed.messages.push(read.wire);
    else if (read.outcome === "ignored") parsed.ignored.push(countableName(read.name));
    else parsed.refused.push({ index, why: read.why, reason: read.reason });
  });
  return parsed;
}

/** Reads a message unless it is too large, or nested so deeply that writing it out fails. */
function readSized(sized: {
  given: unknown;
  message: Loose;
  size: number;
  reading: ApiReading;
}): ReadApiMessage {
  const { given, message, size, reading } = sized;
  try {
    if (size > API_LIMITS.maxMessageBytes && isTooLarge(given)) {
      const reason = `more than ${API_LIMITS.maxMessageBytes} bytes`;
      return { outcome: "refused", why: "too-large", reason };
    }
    return readApiMessage(message, reading);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { outcome: "refused", why: "malformed", reason: "nested too deeply" };
  }
}

/** A message of a batch with what the batch says of all: the context, and when it was sent. */
function withEnvelope(message: Loose, envelope: Loose, call: ApiCall): Loose {
  if (call !== "batch") return message;
  const context = { ...looseObject(envelope["context"]), ...looseObject(message["context"]) };
  return { ...message, context, sentAt: message["sentAt"] ?? envelope["sentAt"] };
}

function isTooLarge(message: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(message)).length > API_LIMITS.maxMessageBytes;
}

function malformed(reason: string): Malformed {
  return { outcome: "malformed", reason };
}
