import { COLLECT_MS, ENOUGH, MAX_SENT } from "./limits.ts";
import { readCartToken } from "./cart-token.ts";
import { endpoint } from "./page-context.ts";
import { quietly } from "./quietly.ts";
import { pauseBeforeRetry } from "./retry.ts";
import { isAllowed } from "./shopify.ts";
import { removeTaken } from "./state.ts";
import { readState, writeState } from "./stored-state.ts";
import { toJson } from "./to-json.ts";
import type { Batch } from "./wire.ts";

let timer: ReturnType<typeof setTimeout>;
let isSending = false;
/** Failures in a row. */
let tries = 0;

/** Sends soon: together with what follows within seconds, or at once when there is enough. */
export function sendSoon(): void {
  const { events, retryAt = 0 } = readState();
  clearTimeout(timer);
  if (events[0])
    timer = setTimeout(send, Math.max(events[ENOUGH] ? 0 : COLLECT_MS, retryAt - Date.now()));
}

/**
 * Sends what waits, oldest first. Events leave the queue when the server has answered. The page that is left sees
 * no answer, so there the browser's word that it will deliver must do. What is sent twice is one fact to the server.
 */
export const send = quietly(async (isLeaving?: boolean): Promise<void> => {
  const { events: waiting, retryAt, clientId, sessionId } = readState();
  const now = Date.now();
  const events = waiting.slice(0, MAX_SENT);
  if (!events[0] || !isAllowed() || now < retryAt || (isSending && !isLeaving)) return;
  const body = toJson({
    clientId,
    sessionId,
    cartToken: readCartToken(),
    consent: { analytics: true, marketing: Shopify.customerPrivacy.marketingAllowed() },
    sentAt: new Date(now).toISOString(),
    events,
  } satisfies Batch);

  let pause = 0;
  if (!isLeaving || !navigator.onLine || !navigator.sendBeacon(endpoint, body)) {
    isSending = true;
    const answer = await fetch(endpoint, { method: "POST", body, keepalive: true }).catch(() => {});
    isSending = false;
    pause = pauseBeforeRetry(
      answer?.status,
      answer?.headers.get("retry-after"),
      tries,
      Math.random(),
    );
  }
  tries = pause && tries + 1;
  writeState(
    pause ? { retryAt: Date.now() + pause } : { events: removeTaken(readState().events, events) },
  );
  sendSoon();
});
