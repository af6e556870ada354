import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env.server.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import { createLimiter } from "./limiter.ts";
import { refuseFlood } from "./refuse-flood.ts";
import { senderAddress } from "./sender-address.ts";

/** Klaviyo's own are signed; a wrong secret is noticed by the first, and repeats its tries after minutes. */
const FORGERIES_PER_MINUTE = 30;
/** Some 10 MB of them. */
const MOST_FORGERS = 50_000;

const forgeries = createLimiter({
  ...{ points: FORGERIES_PER_MINUTE, windowMs: MINUTE_MS, mostKeys: MOST_FORGERS },
});

/**
 * Lets an address that sent a shop unsigned deliveries send it no more for a while, and answers the rest with 429 before
 * anything is read or unpacked. Counted are forgeries alone, and by shop: Klaviyo sends all shops' deliveries from a few addresses,
 * and one shop's wrong secret must not shut out the others'. Where TRUSTED_PROXIES is not set, everybody passes (flood-gate.ts).
 * @returns whether the request may go on
 */
export function passesForgeryGate(
  request: IncomingMessage,
  response: ServerResponse,
  shopId: number,
): boolean {
  const forger = nameForger(request, shopId);
  const waitMs = forger === null ? 0 : forgeries.look(forger);
  if (waitMs > 0) refuseFlood(response, waitMs, "Too many deliveries that Klaviyo did not sign");
  return waitMs === 0;
}

/** Counts a delivery as one that nobody signed. */
export function noteForgery(request: IncomingMessage, shopId: number): void {
  const forger = nameForger(request, shopId);
  if (forger !== null) forgeries.take(forger);
}

function nameForger(request: IncomingMessage, shopId: number): string | null {
  const { TRUSTED_PROXIES: hops } = env();
  return hops === undefined ? null : `${senderAddress(request, hops)} ${shopId}`;
}
