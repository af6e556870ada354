import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Request } from "express";

const unzip = promisify(gunzip);
const DROPPED_BYTES = 8 * 1024 * 1024;

export type EncodedBody =
  | { outcome: "read"; bytes: Buffer }
  | { outcome: "refused"; status: 400 | 413 | 415; reason: string };

/**
 * The body of a request, plain or gzipped, at most `maxBytes` long either way: what would grow beyond it
 * is not unpacked. A longer body is read on and dropped, up to DROPPED_BYTES, since a client that is cut off
 * while it sends never reads the answer.
 */
export async function readEncodedBody(request: Request, maxBytes: number): Promise<EncodedBody> {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    return { outcome: "refused", status: 415, reason: "Send the body plain or as gzip" };
  }
  const bytes = await readAll(request, maxBytes);
  if (bytes === null) return tooLarge(maxBytes);
  if (encoding === "identity") return { outcome: "read", bytes };
  try {
    return { outcome: "read", bytes: await unzip(bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ERR_BUFFER_TOO_LARGE") return tooLarge(maxBytes);
    return { outcome: "refused", status: 400, reason: "The body is not gzip" };
  }
}

async function readAll(request: Request, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else if (length > maxBytes + DROPPED_BYTES) return null;
  }
  return length > maxBytes ? null : Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): EncodedBody {
  return { outcome: "refused", status: 413, reason: `A request has at most ${maxBytes} bytes` };
}
