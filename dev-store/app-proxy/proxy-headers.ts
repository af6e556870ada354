import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

// Cookies never pass the app proxy in either direction: a visitor's identity travels in the body.
const NOT_FORWARDED = new Set([
  "connection",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "dev-store-customer-id",
]);

const STRIPPED_FROM_ANSWER = new Set([
  "accept-ranges",
  "age",
  "connection",
  "cookie",
  "cookie2",
  "date",
  "keep-alive",
  "p3p",
  "pragma",
  "public-key-pins",
  "server",
  "service-worker-allowed",
  "set-cookie",
  "set-cookie2",
  "strict-transport-security",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "warning",
  "x-powered-by",
]);

/** The headers that reach the app; `length` is the body's, in bytes. */
export function forwardHeaders(
  headers: IncomingHttpHeaders,
  { shopDomain, length }: { shopDomain: string; length: number },
): OutgoingHttpHeaders {
  const forwarded: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!NOT_FORWARDED.has(name)) forwarded[name] = value;
  }
  forwarded["x-forwarded-host"] = shopDomain;
  forwarded["x-forwarded-proto"] = "https";
  forwarded["content-length"] = length;
  return forwarded;
}

/** The headers of the app's answer that reach the visitor. */
export function stripAnswerHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!STRIPPED_FROM_ANSWER.has(name)) kept[name] = value;
  }
  return kept;
}
