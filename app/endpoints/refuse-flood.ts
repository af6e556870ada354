import type { ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** @param why a sentence without its end */
export function refuseFlood(response: ServerResponse, waitMs: number, why: string): void {
  sendJson(response, 429, {
    headers: { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) },
    body: { success: false, error: `${why}. Send events in batches, and later.` },
  });
}
