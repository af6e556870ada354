import type { ServerResponse } from "node:http";
import type { UnreadBody } from "./read-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import { sendJson } from "./send-json.ts";

/**
 * What is still to come of a body that was refused is dropped as it comes, up to so much: a client that is cut off while it sends
 * never reads the answer. Node does so by itself, and ends it after as long as a request may take.
 */
const DROPPED_BYTES = 8 * 1024 * 1024;

/** Refuses a body that was not read to its end. */
export function refuseBody(
  response: ServerResponse,
  { why, mostBytes }: { why: UnreadBody; mostBytes: number },
): void {
  if (why === "crowded") refuseOverload(response);
  else refuseLarge(response, { mostBytes, length: 0 });
}

/** @param told.length what was announced */
export function refuseLarge(
  response: ServerResponse,
  { mostBytes, length }: { mostBytes: number; length: number },
): void {
  sendJson(response, 413, {
    body: { success: false, error: `A request has at most ${mostBytes} bytes` },
    headers: {
      // A browser's script of another origin is to read it as well.
      "access-control-allow-origin": "*",
      ...(length > DROPPED_BYTES ? { connection: "close" } : {}),
    },
  });
}
