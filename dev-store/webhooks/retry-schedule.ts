/** Shopify tries a failed delivery again 8 times over 4 hours, with growing pauses. */
const MAX_RETRIES = 8;
const RETRY_SPAN_MS = 4 * 60 * 60 * 1000;

// Shopify publishes the number and the span, not the single pauses: here each pause is twice the last.
const FIRST_PAUSE_MS = RETRY_SPAN_MS / (2 ** MAX_RETRIES - 1);

/**
 * Pause in ms (dev store's clock) before the next attempt, `failures` attempts having failed (1 or
 * more); null when the last retry has failed too.
 */
export function pauseBeforeRetry(failures: number): number | null {
  if (failures > MAX_RETRIES) return null;
  return Math.round(FIRST_PAUSE_MS * 2 ** (failures - 1));
}
