import { setTimeout as sleep } from "node:timers/promises";
import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { Stage } from "./stage.ts";

const POLL_MS = 50;

/**
 * Shopify erases a customer who does nothing any more, and tells the app to when no webhook about them is on its way: it
 * waits ten days, and what comes later would be about a new customer.
 */
export function eraseCustomer(
  { world, ledger, erasing }: Stage,
  { shop, domain, leaving }: ChaosShop,
  action: Extract<Action, { kind: "erase" }>,
): void {
  const customerId = leaving.shift();
  if (customerId === undefined) return;
  const payload = shop.eraseCustomer(customerId);
  const ids = ledger.noteErasure(action.shop, customerId);
  const { webhooks, clock } = world.devStore;
  const tell = async (): Promise<void> => {
    while (ids.some((id) => webhooks.isOnItsWay({ shop: domain, id }))) await sleep(POLL_MS);
    const about = { shop: domain, topic: "customers/redact", payload };
    webhooks.enqueue({ ...about, triggeredAt: clock.now() });
    erasing.delete(customerId);
  };
  erasing.add(customerId);
  // A run that ends before takes the dev store away.
  tell().catch(() => undefined);
}
