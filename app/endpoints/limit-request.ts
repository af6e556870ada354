import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** What a page sends at most; the largest is a segment with its conditions, some 100 kB. */
const MOST_OF_PAGES = 1024 * 1024;

/** Addresses of those that send events: they count what they read, each by its own limit. */
const COUNTING = /^\/(proxy|pixel|v1|klaviyo|webhooks|flow)([/?.]|$)/;

/** Until all of a request must be here. Shopify's webhooks and browsers' batches take milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;
export const HEADERS_TIMEOUT_MS = 10_000;
/** How often the two are looked at. */
export const CHECK_TIMEOUTS_MS = 5_000;

/**
 * Refuses a body of a page that is larger than anything that is meant, before a byte of it is read. Pages read theirs whole,
 * so they take none whose length is not told.
 * @returns whether the request may go on
 */
export function passesSizeLimit(request: IncomingMessage, response: ServerResponse): boolean {
  if (COUNTING.test(request.url ?? "")) return true;
  if (request.headers["transfer-encoding"] !== undefined) {
    refuse(response, 411, "Say how long the body is");
    return false;
  }
  if (Number(request.headers["content-length"] ?? 0) <= MOST_OF_PAGES) return true;
  refuse(response, 413, `A request has at most ${MOST_OF_PAGES} bytes`);
  return false;
}

/** The rest of the body is not waited for. */
function refuse(response: ServerResponse, status: number, error: string): void {
  sendJson(response, status, { body: { error }, headers: { connection: "close" } });
}
