import { assertNever } from "../../../app/pipeline/shared/outcome.ts";
import type { Action } from "../plan/action.ts";
import { browse } from "./browse.ts";
import { eraseByMerchant } from "./erase-by-merchant.ts";
import { eraseCustomer } from "./erase-customer.ts";
import { NOBODY } from "./ledger.ts";
import { placeOrder } from "./place-order.ts";
import { reinstall } from "./reinstall.ts";
import { at, merchantOf, type Stage } from "./stage.ts";
import { tellApi } from "./tell-api.ts";
import { withdraw } from "./withdraw.ts";

/** Told by webhooks alone: of what happens while a shop has no app Shopify tells nothing later. */
const TOLD_ONCE: ReadonlySet<Action["kind"]> = new Set([
  "cart",
  "merge",
] satisfies Action["kind"][]);

/** Lets one thing happen in the dev store or on its way to the app, and notes what it should come to. */
export function performAction(stage: Stage, action: Action): void {
  const { world, ledger, nextNumber, reader } = stage;
  const open = at(world.shops, action.shop);
  const { shop, domain } = open;
  if (TOLD_ONCE.has(action.kind) && !shop.isInstalled()) return;
  switch (action.kind) {
    case "browse":
      browse(stage, open, action);
      return;
    case "tell-api":
      tellApi(stage, open, action);
      return;
    case "sign-up": {
      const tags = [`of-${domain}`];
      const { id } = shop.createCustomer({ firstName: "Ada", tags });
      open.customerIds.push(id);
      ledger.noteTags(action.shop, id, tags);
      return;
    }
    case "order":
      placeOrder(stage, open, action);
      return;
    case "cart": {
      const token = `cart${nextNumber()}ofchaos`;
      const productId = at(open.productIds, action.product);
      const lines = [{ title: "Mug", quantity: 1, priceMinor: 900, productId }];
      shop.upsertCart({ token, lines });
      const identity = `cart:${token}`;
      const updated = { identity, signal: "cart_updated", ...NOBODY };
      ledger.noteFact(action.shop, { key: identity, ...updated });
      if (!action.isCheckout) return;
      const checkout = `checkout${nextNumber()}ofchaos`;
      shop.upsertCheckout({ token: checkout, cartToken: token, lines });
      const started = { identity: `checkout:${checkout}`, signal: "checkout_started", ...NOBODY };
      ledger.noteFact(action.shop, { key: started.identity, ...started });
      return;
    }
    case "tag": {
      const id = at(open.customerIds, action.customer);
      shop.setCustomerTags(id, [...shop.customerTags(id), action.tag]);
      ledger.noteTags(action.shop, id, [action.tag]);
      return;
    }
    case "merge": {
      const keptId = at(open.customerIds, action.kept);
      const deletedId = at(open.customerIds, action.gone);
      if (keptId === deletedId) return;
      shop.mergeCustomers({ keptId, deletedId });
      open.customerIds.splice(open.customerIds.indexOf(deletedId), 1);
      ledger.noteMerge(action.shop, keptId, deletedId);
      return;
    }
    case "withdraw":
      withdraw(stage, open, action);
      return;
    case "erase":
      eraseCustomer(stage, open, action);
      return;
    case "erase-by-merchant":
      eraseByMerchant(stage, open, action);
      return;
    case "reinstall":
      reinstall(stage, open, action);
      return;
    case "read":
      void reader.read(merchantOf(world, domain), action.page);
      return;
    default:
      return assertNever(action);
  }
}
