import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Request } from "express";
import { readBody, type ReadingRoom, type UnreadBody } from "./read-body.ts";

const unzip = promisify(gunzip);

export type EncodedBody =
  | { outcome: "read"; bytes: Buffer }
  | { outcome: "unread"; why: UnreadBody }
  | { outcome: "refused"; status: 400 | 415; reason: string };

/**
 * The body of a request, plain or gzipped, at most `maxBytes` long either way: what would grow beyond it
 * is not unpacked.
 */
export async function readEncodedBody(
  request: Request,
  maxBytes: number,
  room: ReadingRoom,
): Promise<EncodedBody> {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    return { outcome: "refused", status: 415, reason: "Send the body plain or as gzip" };
  }
  const bytes = await readBody(request, maxBytes, room);
  if (typeof bytes === "string") return { outcome: "unread", why: bytes };
  if (encoding === "identity") return { outcome: "read", bytes };
  try {
    return { outcome: "read", bytes: await unzip(bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ERR_BUFFER_TOO_LARGE") return { outcome: "unread", why: "too-large" };
    return { outcome: "refused", status: 400, reason: "The body is not gzip" };
  }
}
