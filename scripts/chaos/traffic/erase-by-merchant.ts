import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { merchantOf, type Stage } from "./stage.ts";

/**
 * The merchant erases a customer who does nothing any more, from the customer's page. They stay in Shopify with their
 * orders, which Shopify goes on telling of: that our tags went, and whatever is read from there again.
 */
export function eraseByMerchant(
  { world, ledger, reader }: Stage,
  { domain, leaving }: ChaosShop,
  action: Extract<Action, { kind: "erase-by-merchant" }>,
): void {
  const customerId = leaving.shift();
  if (customerId === undefined) return;
  ledger.noteErasure(action.shop, customerId);
  ledger.of(action.shop).erasedByMerchant.add(customerId);
  const address = `/app/customers/${customerId}?_data=routes%2Fapp.customers.%24customerId`;
  void reader.ask(merchantOf(world, domain), { address, form: { change: "erase" } });
}
