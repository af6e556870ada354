import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { Look } from "./ledger.ts";
import { at, type Stage } from "./stage.ts";
import { nameOfBody, writeBatch } from "./storefront-batch.ts";
import { BROWSER_HEADERS, proxyPath, visitOf } from "./visit.ts";

const APART_MS = 1500;

/** Somebody looks at pages and products: the embed tells it, and where it runs the pixel too. */
export function browse(
  { world, ledger, sender }: Stage,
  open: ChaosShop,
  action: Extract<Action, { kind: "browse" }>,
): void {
  const now = world.devStore.clock.now();
  const { client, customer, of } = visitOf(ledger, open, action);
  const looks = action.looks.map((look, index): Look => {
    const seenAt = now - (action.looks.length - index) * APART_MS;
    return "page" in look
      ? { kind: "page_viewed", thing: `/pages/${look.page}`, at: seenAt }
      : { kind: "product_viewed", thing: at(open.productIds, look.product), at: seenAt };
  });
  const identity = customer === null ? `client:${client}` : `customer:${customer}`;
  for (const look of looks) ledger.noteLook(action.shop, { identity, client, customer }, look);

  const body = writeBatch({ client, looks, sentAt: now });
  ledger.noteSent(action.shop, "proxy", nameOfBody(body), { client, customer });
  const path = proxyPath(world, open, { endpoint: "/proxy/events", customer });
  const headers = { ...BROWSER_HEADERS, "content-type": "application/json" };
  for (let time = action.isTwice ? 2 : 1; time > 0; time -= 1)
    void sender.send({ path, headers, body, of });
  if (!action.isSeenByPixel) return;
  const pixel = writeBatch({ client, looks, sentAt: now + 40, shopToken: open.pixelToken });
  ledger.noteSent(action.shop, "pixel", nameOfBody(pixel), { client, customer });
  void sender.send({ path: () => "/pixel/events", headers, body: pixel, of });
}
