import type { ServerOptions } from "node:http";

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
