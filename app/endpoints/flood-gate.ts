import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env.server.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { refuseFlood } from "./refuse-flood.ts";
import { senderAddress } from "./sender-address.ts";

/** Some 10 MB of them. */
const MOST_ADDRESSES = 50_000;

let limiter: Limiter | undefined;

/**
 * Lets a visitor's address send so many requests a minute (VISITOR_REQUESTS_PER_MINUTE, in each process),
 * and answers the rest with 429 before anything is read. What a flood could do to scores is bounded by the
 * caps on trust; this bounds what it costs. Where TRUSTED_PROXIES is not set, everybody passes: behind an
 * unknown proxy all visitors share one address, and a limit on it would shut them all out.
 * @param own proxies of Shopify's in front of those that the operator counts: the app proxy is one, once its signature is
 * verified. Who comes without it could write any visitor's address
 * @returns whether the request may go on
 */
export function passesFloodGate(
  request: IncomingMessage,
  response: ServerResponse,
  own: 0 | 1,
): boolean {
  const { TRUSTED_PROXIES: hops, VISITOR_REQUESTS_PER_MINUTE: points } = env();
  if (hops === undefined) return true;
  limiter ??= createLimiter({ points, windowMs: MINUTE_MS, mostKeys: MOST_ADDRESSES });
  const waitMs = limiter.take(senderAddress(request, hops + own));
  if (waitMs > 0) refuseFlood(response, waitMs, "Too many requests from this address");
  return waitMs === 0;
}
