import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { Look } from "./ledger.ts";
import { at, type Stage } from "./stage.ts";
import { browserId, nameOfBody, writeBatch } from "./storefront-batch.ts";

const PATH_PREFIX = "/apps/kindling";
const APART_MS = 1500;

/** Somebody looks at pages and products: the embed tells it, and where it runs the pixel too. */
export function browse(
  { world, ledger, sender }: Stage,
  open: ChaosShop,
  action: Extract<Action, { kind: "browse" }>,
): void {
  const now = world.devStore.clock.now();
  const customerId = "customer" in action.who ? at(open.customerIds, action.who.customer) : null;
  const client = browserId(customerId ?? ("browser" in action.who ? `${action.who.browser}` : ""));
  const looks = action.looks.map((look, index): Look => {
    const seenAt = now - (action.looks.length - index) * APART_MS;
    return "page" in look
      ? { kind: "page_viewed", thing: `/pages/${look.page}`, at: seenAt }
      : { kind: "product_viewed", thing: at(open.productIds, look.product), at: seenAt };
  });
  const identity = customerId === null ? `client:${client}` : `customer:${customerId}`;
  for (const look of looks) ledger.noteLook(action.shop, { identity, client }, look);

  const body = writeBatch({ client, looks, sentAt: now });
  ledger.of(action.shop).sent.proxy.add(nameOfBody(body));
  const query = (): URLSearchParams =>
    buildProxyQuery(
      new URLSearchParams(),
      {
        ...{ shopDomain: open.domain, customerId, pathPrefix: PATH_PREFIX },
        at: world.devStore.clock.now(),
      },
      world.clientSecret,
    );
  const headers = { "content-type": "application/json", "user-agent": DESKTOP_BROWSER };
  const sending = { path: () => `/proxy/events?${query()}`, headers, body };
  for (let time = action.isTwice ? 2 : 1; time > 0; time -= 1) void sender.send(sending);
  if (!action.isSeenByPixel) return;
  const pixel = writeBatch({ client, looks, sentAt: now + 40, shopToken: open.pixelToken });
  ledger.of(action.shop).sent.pixel.add(nameOfBody(pixel));
  void sender.send({ path: () => "/pixel/events", headers, body: pixel });
}
