import { createHash } from "node:crypto";
import {
  parseApiBatch,
  type ApiBody,
  type ApiCall,
  type RefusedApiMessage,
} from "../pipeline/capture/parse-api-batch.ts";
import type { ApiWriter } from "./authenticate-write-key.ts";
import type { Capture } from "./create-capture.ts";

export type RecordApiBatchOutcome =
  | {
      outcome: "recorded";
      /** New, and now durable. */
      accepted: number;
      /** Known by their ids: recorded before, or twice in this batch. */
      duplicates: number;
      refused: RefusedApiMessage[];
      /** Well, and without anything that is kept: what each was. */
      ignored: string[];
    }
  | { outcome: "malformed"; reason: string }
  | { outcome: "uninstalled-shop" }
  /** Nothing was stored: it is to be sent again later. */
  | { outcome: "overloaded" };

/**
 * Makes a request of the HTTP API durable, message by message, each once by its id. Only when this has
 * returned may the sender forget it.
 */
export async function recordApiBatch(options: {
  capture: Pick<Capture, "writer">;
  writer: ApiWriter;
  call: ApiCall;
  body: ApiBody;
  /** Of the body in bytes. */
  size: number;
  now: number;
}): Promise<RecordApiBatchOutcome> {
  const { capture, writer, call, body, size, now } = options;
  const { shopId, ...how } = writer;
  const reading = { ...how, receivedAt: now, digest };
  const parsed = parseApiBatch({ call, body, size, reading });
  if (parsed.outcome === "malformed") return parsed;
  const { messages, refused, ignored } = parsed;
  const stored = await capture.writer.write({
    ...{ shopId, source: "api", receivedAt: now },
    events: messages.map((wire) => ({ key: wire.messageId, topic: "api_messages", wire })),
  });
  if (stored.outcome === "overloaded") return stored;
  if (stored.outcome === "not-installed") return { outcome: "uninstalled-shop" };
  const { accepted } = stored;
  return {
    outcome: "recorded",
    accepted,
    duplicates: messages.length - accepted,
    refused,
    ignored,
  };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
