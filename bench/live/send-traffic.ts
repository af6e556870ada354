import { setTimeout as sleep } from "node:timers/promises";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import { EVENTS_PER_BATCH, MS_PER_BATCH, type PlannedBatch } from "./plan-traffic.ts";

export interface ProxyTarget {
  appUrl: string;
  clientSecret: string;
  domain: string;
  clock: { now(): number };
}

export interface Sent {
  eventsPerSecond: number;
  /** Batches that were not answered with 204. */
  refused: number;
}

/**
 * Sends each batch at its time, whether or not the ones before are answered: whoever is slow gets no less to do.
 * The requests are those that Shopify's app proxy makes, signed as it signs them.
 * @param onAccepted gets the instant of the answer to a deciding batch, by performance.now()
 */
export async function sendTraffic(
  target: ProxyTarget,
  batches: readonly PlannedBatch[],
  onAccepted: (customerId: string, at: number) => void,
): Promise<Sent> {
  const startedAt = performance.now();
  let refused = 0;
  let lastAnswerAt = startedAt;
  const answers: Promise<void>[] = [];
  for (const [index, batch] of batches.entries()) {
    const wait = startedAt + index * MS_PER_BATCH - performance.now();
    if (wait > 1) await sleep(wait);
    answers.push(
      send(target, batch).then((status) => {
        lastAnswerAt = performance.now();
        if (status !== 204) refused += 1;
        else if (batch.isDeciding && batch.customerId !== null)
          onAccepted(batch.customerId, lastAnswerAt);
      }),
    );
  }
  await Promise.all(answers);
  const events = (batches.length - refused) * EVENTS_PER_BATCH;
  return { eventsPerSecond: (events / (lastAnswerAt - startedAt)) * 1000, refused };
}

/** @returns the status; 0 where there was no answer */
async function send(target: ProxyTarget, batch: PlannedBatch): Promise<number> {
  const { appUrl, clientSecret, domain: shopDomain, clock } = target;
  const { clientId, customerId } = batch;
  const at = clock.now();
  const visit = { shopDomain, customerId, pathPrefix: "/apps/kindling", at };
  const sentAt = new Date(at).toISOString();
  const response = await fetch(
    `${appUrl}/proxy/events?${buildProxyQuery(new URLSearchParams(), visit, clientSecret)}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER },
      body: JSON.stringify({
        clientId,
        cartToken: null,
        consent: { analytics: true, marketing: true },
        sentAt,
        events: batch.events.map((event) => ({ ...event, occurredAt: sentAt })),
      }),
    },
  ).catch(() => null);
  await response?.arrayBuffer();
  return response?.status ?? 0;
}
