import type { IncomingMessage, ServerResponse } from "node:http";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "../env.server.ts";
import { sendJson } from "./send-json.ts";

const WINDOW_SECONDS = 60;

let limiter: RateLimiterMemory | undefined;

/**
 * Lets a visitor's address send so many requests a minute (VISITOR_REQUESTS_PER_MINUTE, in each process),
 * and answers the rest with 429 before anything is read. What a flood could do to scores is bounded by the
 * caps on trust; this bounds what it costs. Where TRUSTED_PROXIES is not set, everybody passes: behind an
 * unknown proxy all visitors share one address, and a limit on it would shut them all out.
 * @param own proxies of Shopify's in front of those that the operator counts: the app proxy is one
 * @returns whether the request may go on
 */
export async function passesFloodGate(
  request: IncomingMessage,
  response: ServerResponse,
  own: 0 | 1,
): Promise<boolean> {
  const { TRUSTED_PROXIES: hops, VISITOR_REQUESTS_PER_MINUTE: points } = env();
  if (hops === undefined) return true;
  limiter ??= new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  try {
    await limiter.consume(addressOf(request, hops + own));
    return true;
  } catch (refusal) {
    const waitMs = refusal instanceof RateLimiterRes ? refusal.msBeforeNext : 1000;
    sendJson(response, 429, {
      headers: { "retry-after": String(Math.ceil(waitMs / 1000)) },
      body: { error: "Too many requests from this address. Send them in batches, and later." },
    });
    return false;
  }
}

/**
 * The visitor's address. Behind proxies (a host's balancer; for the app proxy Shopify's own) each appends
 * the address that it saw, so only the last entries are anybody's word but the visitor's.
 */
function addressOf(request: IncomingMessage, hops: number): string {
  const direct = request.socket.remoteAddress ?? "unknown";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  return hops === 0 ? direct : (forwarded.at(-hops) ?? direct);
}
