import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { at, type Stage } from "./stage.ts";

/** An order, and what becomes of it at once. */
export function placeOrder(
  { ledger }: Stage,
  { shop, customerIds, productIds }: ChaosShop,
  action: Extract<Action, { kind: "order" }>,
): void {
  const customerId = at(customerIds, action.customer);
  const productId = at(productIds, action.product);
  const { id } = shop.createOrder({
    customerId,
    lines: [{ title: "Mug", quantity: 2, priceMinor: 1250, productId }],
  });
  const note = (signal: string, identity = `customer:${customerId}`): void =>
    ledger.noteFact(action.shop, {
      ...{ key: `order ${id} ${signal}`, identity, signal },
      ...{ client: null, customer: customerId },
    });
  note("order_placed");
  ledger.noteOrder(action.shop, { id, customerId });
  switch (action.fate) {
    case "kept":
      return;
    case "fulfilled":
      shop.fulfillOrder(id);
      note("order_fulfilled");
      return;
    case "cancelled":
      shop.cancelOrder(id, {});
      ledger.of(action.shop).orders.delete(id);
      note("order_cancelled");
      return;
    case "refunded":
      shop.refundOrder(id, { amountMinor: 700 });
      note("order_refunded", `order:${id}`);
      return;
  }
}
