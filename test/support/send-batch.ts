import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import { browserId, writeBatch } from "../../scripts/chaos/traffic/storefront-batch.ts";
import { CLIENT_SECRET, type AppWorld } from "./app-world.ts";

/** Sends a batch of the theme's embed with one view of a page; each number is another browser's. */
export function sendBatch(
  { appUrl, devStore }: Pick<AppWorld, "appUrl" | "devStore">,
  { domain, number, headers = {} }: { domain: string; number: number; headers?: object },
): Promise<Response> {
  const at = devStore.clock.now();
  const visit = { shopDomain: domain, customerId: null, pathPrefix: "/apps/kindling", at };
  const query = buildProxyQuery(new URLSearchParams(), visit, CLIENT_SECRET);
  const looks = [{ kind: "page_viewed" as const, thing: `/pages/${number}`, at }];
  return fetch(`${appUrl}/proxy/events?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER, ...headers },
    body: writeBatch({ client: browserId(`${number}`), looks, sentAt: at }),
  });
}
