import type { Response } from "express";
import { SECOND_MS } from "../pipeline/shared/time.ts";
import type { ApiWriter } from "../services/authenticate-write-key.ts";
import { createLimiter } from "./limiter.ts";
import { refuseFlood } from "./refuse-flood.ts";

// Per second and process. Segment's own servers ask for 1,000 requests a second at most; with batches of
// 15 to 20, as the libraries make them, 100 requests are 2,000 events a second, and more than ingest takes.
const SHOP_REQUESTS_PER_SECOND = 100;

/** More than one process serves in a second. */
const MOST_KEYS = 20_000;

const limiter = createLimiter({
  points: SHOP_REQUESTS_PER_SECOND,
  windowMs: SECOND_MS,
  mostKeys: MOST_KEYS,
});

/**
 * Lets a shop's keys of one kind send so many requests a second, and answers the rest with 429, which the
 * libraries wait for and send again. A flood by a key that stands in a browser leaves the server's alone.
 * @returns whether the request may go on
 */
export function passesKeyGate({ shopId, kind }: ApiWriter, response: Response): boolean {
  const waitMs = limiter.take(`${shopId} ${kind}`);
  if (waitMs > 0) refuseFlood(response, waitMs, "Too many requests");
  return waitMs === 0;
}
