import type { ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** About what it takes to store all that may wait. */
export const RETRY_AFTER_SECONDS = 2;

/** Nothing was stored and nothing is wrong with what was sent: whoever sent it keeps it and comes again. */
export function refuseOverload(response: ServerResponse): void {
  sendJson(response, 503, {
    headers: { "retry-after": String(RETRY_AFTER_SECONDS) },
    body: { success: false, error: "Too much arrives at once. Send it again in a moment." },
  });
}
