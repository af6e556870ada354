import { DAY_MS } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";

/** How far back a browser's word is taken: a tab may sleep over a weekend and then send. */
export const MAX_BROWSE_AGE_DAYS = 7;

/**
 * When a browser's event happened by our clock. `occurredAt` and `sentAt` are by the browser's clock, so
 * their difference is true even where the clock is wrong: occurredAt + (receivedAt - sentAt), as the
 * Segment specification does it. Never in the future, never older than MAX_BROWSE_AGE_DAYS.
 */
export function correctSkew({
  occurredAt,
  sentAt,
  receivedAt,
}: {
  occurredAt: Instant;
  sentAt: Instant;
  receivedAt: Instant;
}): Instant {
  const corrected = occurredAt + (receivedAt - sentAt);
  return Math.min(receivedAt, Math.max(receivedAt - MAX_BROWSE_AGE_DAYS * DAY_MS, corrected));
}
