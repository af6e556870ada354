import type { IncomingMessage, ServerResponse } from "node:http";
import { SAFE_HEADERS } from "./safe-headers.ts";
import { sendJson } from "./send-json.ts";

/** About what it takes to store all that may wait. */
const RETRY_AFTER_SECONDS = 2;
export const RETRY_LATER = { "retry-after": String(RETRY_AFTER_SECONDS) };

/** Nothing was stored and nothing is wrong with what was sent: whoever sent it keeps it and comes again. */
export function refuseOverload(response: ServerResponse): void {
  sendJson(response, 503, {
    headers: RETRY_LATER,
    body: { success: false, error: "Too much arrives at once. Send it again in a moment." },
  });
}

/** The same for people, before it is known in which language: a page that comes again by itself. */
const BUSY_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kindling</title>
<meta http-equiv="refresh" content="${2 * RETRY_AFTER_SECONDS}"></head>
<body><p>Kindling has much to do just now. This page tries again by itself in a moment.</p></body></html>`;

/** Whoever it is that asks: people see a page. */
export function refuseCrowded(request: IncomingMessage, response: ServerResponse): void {
  const { method, headers: asked } = request;
  if (method !== "GET" || asked.accept?.includes("text/html") !== true) {
    refuseOverload(response);
    return;
  }
  const headers = { ...SAFE_HEADERS, ...RETRY_LATER, "content-type": "text/html; charset=utf-8" };
  response.writeHead(503, headers).end(BUSY_PAGE);
}
