import { createHash } from "node:crypto";
import type { HashAddress } from "../../../../app/pipeline/shared/addresses.ts";
import {
  parseApiBatch,
  parseApiBody,
  type ApiCall,
  type ParsedApiBatch,
} from "../../../../app/pipeline/capture/parse-api-batch.ts";
import type { ApiReading } from "../../../../app/pipeline/capture/read-api-message.ts";
import { makeHashAddress } from "../../../../app/services/hash-address.ts";

export const RECEIVED_AT = Date.parse("2026-11-23T10:00:06Z");
export const hashAddress: HashAddress = makeHashAddress(Buffer.alloc(32, 7));

export const digest = (text: string): string =>
  createHash("sha256").update(text).digest("base64url");

export type Reading = Partial<ApiReading>;

/** What a request of the HTTP API is read as. A list is sent as a batch, and so is a text, as it is. */
export function readApi(
  given: unknown,
  { call, ...reading }: Reading & { call?: ApiCall } = {},
): ParsedApiBatch {
  const isBatch = Array.isArray(given) || typeof given === "string";
  const text =
    typeof given === "string"
      ? given
      : JSON.stringify(Array.isArray(given) ? { batch: given } : given);
  const body = parseApiBody(text);
  if (body === null) throw new Error("not JSON");
  const parsed = parseApiBatch({
    call: call ?? (isBatch ? "batch" : "track"),
    body,
    size: Buffer.byteLength(text),
    reading: {
      kind: "server",
      userIdIs: "user",
      receivedAt: RECEIVED_AT,
      digest,
      hashAddress: null,
      ...reading,
    },
  });
  if (parsed.outcome === "malformed") throw new Error(parsed.reason);
  return parsed;
}

/** The ids that one message is kept with, as "kind:key". */
export function idsOf(message: object, reading: Reading = {}): string[] {
  const [wire] = readApi([{ type: "page", ...message }], reading).messages;
  return (wire?.ids ?? []).map(({ kind, key }) => `${kind}:${key}`);
}
