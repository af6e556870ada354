import type { Response } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { ApiWriter } from "../services/authenticate-write-key.ts";

// Per second and process. Segment's own servers ask for 1,000 requests a second at most; with batches of
// 15 to 20, as the libraries make them, 100 requests are 2,000 events a second, and more than ingest takes.
const SHOP_REQUESTS_PER_SECOND = 100;

const limiter = new RateLimiterMemory({ points: SHOP_REQUESTS_PER_SECOND, duration: 1 });

/**
 * Lets a shop's keys of one kind send so many requests a second, and answers the rest with 429, which the
 * libraries wait for and send again. A flood by a key that stands in a browser leaves the server's alone.
 * @returns whether the request may go on
 */
export async function passesKeyGate(
  { shopId, kind }: ApiWriter,
  response: Response,
): Promise<boolean> {
  try {
    await limiter.consume(`${shopId} ${kind}`);
    return true;
  } catch (refusal) {
    const waitMs = refusal instanceof RateLimiterRes ? refusal.msBeforeNext : 1000;
    response
      .status(429)
      .set("retry-after", String(Math.max(1, Math.ceil(waitMs / 1000))))
      .json({ success: false, error: "Too many requests. Send events in batches, and later." });
    return false;
  }
}
