import { setTimeout as sleep } from "node:timers/promises";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import { createRandom } from "../../dev-store/simulation/random.ts";
import { DECIDING_VIEWS } from "../live/plan-traffic.ts";
import { watchArrivals } from "../live/watch-arrivals.ts";
import type { OpenShop } from "../live/open-shop.ts";
import type { RunningDemo } from "../../scripts/demo/start-everything.ts";

/** Who is no member so long after the last answer does not become one. */
const GIVE_UP_MS = 60_000;
const POLL_MS = 50;

export interface Waits {
  /** ms from the request to the answer that its events are durable. */
  accept: number[];
  /** ms from the answer until the customer is in the segment, which means scored. */
  member: number[];
}

/**
 * Customers of a shop look at products, each once in their life and at enough of them to enter the segment, so many a
 * second. Gives how long each waited.
 */
export async function visitQuietly(
  demo: RunningDemo,
  visits: { domain: string; open: OpenShop; customerIds: readonly string[]; perSecond: number },
): Promise<Waits> {
  const { domain, open, customerIds, perSecond } = visits;
  const arrivals = watchArrivals({ ...open, pool: demo.pool });
  const accept: number[] = [];
  const answeredAt = new Map<string, number>();
  const startedAt = performance.now();
  const visit = async (customerId: string, index: number): Promise<void> => {
    await sleep(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
    const sentAt = performance.now();
    const response = await look(demo, domain, { customerId, productIds: open.productIds });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The quiet shop was answered ${response.status}`);
    answeredAt.set(customerId, performance.now());
    accept.push(performance.now() - sentAt);
  };
  await Promise.all(customerIds.map(visit));
  const isMissing = (id: string): boolean => !arrivals.members.has(id);
  const deadline = performance.now() + GIVE_UP_MS;
  while (customerIds.some(isMissing) && performance.now() < deadline) await sleep(POLL_MS);
  await arrivals.stop();
  const missing = customerIds.filter(isMissing).length;
  if (missing > 0) throw new Error(`${missing} customers were not scored within a minute`);
  const member = [...answeredAt].map(([id, at]) => Number(arrivals.members.get(id)) - at);
  return { accept, member };
}

function look(
  { devStore, appUrl, clientSecret }: RunningDemo,
  shopDomain: string,
  { customerId, productIds }: { customerId: string; productIds: readonly string[] },
): Promise<Response> {
  const at = devStore.clock.now();
  const visit = { shopDomain, customerId, pathPrefix: "/apps/kindling", at };
  const query = buildProxyQuery(new URLSearchParams(), visit, clientSecret);
  const sentAt = new Date(at).toISOString();
  const events = productIds.slice(0, DECIDING_VIEWS).map((productId) => {
    return {
      kind: "product_viewed",
      path: `/products/${productId}`,
      productId,
      occurredAt: sentAt,
    };
  });
  return fetch(`${appUrl}/proxy/events?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER },
    body: JSON.stringify({
      clientId: createRandom(`visitor ${customerId}`).uuid(),
      cartToken: null,
      consent: { analytics: true, marketing: true },
      sentAt,
      events,
    }),
  });
}
