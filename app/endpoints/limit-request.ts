import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** What a page sends at most; the largest is a segment with its conditions, some 100 kB. */
const MOST_OF_PAGES = 1024 * 1024;

/** Addresses of those that send events: they count what they read, each by its own limit. */
const COUNTING = /^\/(proxy|pixel|v1|klaviyo|webhooks|flow)([/?.]|$)/;

export interface RequestTimes {
  /** Until all headers of a request must be here. */
  headersMs: number;
  /** Until all of a request must be here. */
  requestMs: number;
  /** How often the two are looked at. */
  checkMs: number;
}

/** Shopify's webhooks and browsers' batches take milliseconds. */
const TIMES: RequestTimes = { headersMs: 10_000, requestMs: 30_000, checkMs: 5_000 };

/** Node's own limit, said here so that another Node has the same. A session token in an address is some 1 kB. */
const MOST_OF_HEADERS = 16 * 1024;

/** How the web process's server is made: who sends slowly is answered with 408 and cut off, too many headers are with 431. */
export function serverLimits({ headersMs, requestMs, checkMs } = TIMES): ServerOptions {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: MOST_OF_HEADERS,
  };
}

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
