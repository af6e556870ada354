import type { Request } from "express";
import { readBody, type ReadingRoom, type UnreadBody } from "./read-body.ts";
import type { Unpack } from "./unpack.ts";

export type EncodedBody =
  | { outcome: "read"; bytes: Buffer }
  | { outcome: "unread"; why: UnreadBody }
  | { outcome: "refused"; status: 400 | 415; reason: string };

/**
 * The body of a request, plain or gzipped, at most `maxBytes` long either way: what would grow beyond it
 * is not unpacked, and what there is no room for neither.
 */
export async function readEncodedBody(
  request: Request,
  { maxBytes, room, unpack }: { maxBytes: number; room: ReadingRoom; unpack: Unpack },
): Promise<EncodedBody> {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    return { outcome: "refused", status: 415, reason: "Send the body plain or as gzip" };
  }
  const body = await readBody(request, maxBytes, room);
  if (typeof body === "string") return { outcome: "unread", why: body };
  if (encoding === "identity") return { outcome: "read", bytes: body };
  const unpacked = await unpack(body, { maxBytes, room });
  if (unpacked === "not-gzip") {
    return { outcome: "refused", status: 400, reason: "The body is not gzip" };
  }
  if (typeof unpacked === "string") return { outcome: "unread", why: unpacked };
  return { outcome: "read", bytes: unpacked };
}
