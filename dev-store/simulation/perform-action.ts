import { DESKTOP_BROWSER } from "../network/desktop-browser.ts";
import type { Shop } from "../state/shop.ts";
import { sumLines } from "../state/shop-state.ts";
import type { LineInput } from "../state/types.ts";
import type { ActionLine, BrowseAction, ShopperAction } from "./actions.ts";
import type { Shopper } from "./make-shoppers.ts";
import { applyWelcomeCode } from "./welcome-code.ts";

export interface Performer {
  /** Does one action in the shop or on its storefront. Throws when the storefront does not take it. */
  perform(action: ShopperAction): Promise<void>;
}

export interface PerformerInput {
  shop: Shop;
  /** http://127.0.0.1:PORT/shop/NAME */
  storefrontUrl: string;
  clock: { now(): number };
}

/** Who is who is read from the shop, so that a restart of the demo goes on with the same people. */
export function createPerformer({ shop, storefrontUrl, clock }: PerformerInput): Performer {
  const customers = new Map<string, string>();
  for (const { id, email } of shop.customers()) if (email !== null) customers.set(email, id);
  const products = new Map([...shop.products()].map((product) => [product.handle, product]));
  const orders = new Map<string, string>();

  const toLines = (lines: ActionLine[]): LineInput[] =>
    lines.map(({ product: { handle, title, priceMinor }, quantity }) => {
      const product = products.get(handle);
      const price = product?.variants[0]?.priceMinor ?? priceMinor;
      const ids = { productId: product?.id ?? null, variantId: product?.variants[0]?.id ?? null };
      return { ...ids, sku: handle, title, quantity, priceMinor: price };
    });

  const ensureCustomer = ({ firstName, lastName, email }: Shopper, at: number): string => {
    const known = customers.get(email);
    // A customer whom the merchant deleted comes back as a new one.
    if (known !== undefined && shop.customer(known) !== undefined) return known;
    const { id } = shop.createCustomer({ firstName, lastName, email, createdAt: at }, { at });
    customers.set(email, id);
    return id;
  };

  const browse = async (action: BrowseAction & { at: number; shopper: Shopper }): Promise<void> => {
    const customerId = action.isLoggedIn ? customers.get(action.shopper.email) : undefined;
    const response = await fetch(`${storefrontUrl}/apps/kindling/events`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": DESKTOP_BROWSER,
        ...(customerId === undefined ? {} : { "dev-store-customer-id": customerId }),
      },
      body: JSON.stringify({
        clientId: action.shopper.clientId,
        sessionId: action.sessionId,
        cartToken: action.cartToken,
        consent: { analytics: true, marketing: true },
        sentAt: new Date(Math.max(action.at, clock.now())).toISOString(),
        events: [
          {
            kind: action.page,
            occurredAt: new Date(action.at).toISOString(),
            path: action.path,
            touch: action.touch,
            productId: products.get(action.product?.handle ?? "")?.id ?? null,
          },
        ],
      }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`The storefront answered ${response.status}: ${text.slice(0, 200)}`);
  };

  const perform = async (action: ShopperAction): Promise<void> => {
    const { at, shopper } = action;
    switch (action.kind) {
      case "browse":
        return browse(action);
      case "log_in":
        // Logging in needs an account, which the shop makes at the first time.
        ensureCustomer(shopper, at);
        return;
      case "cart":
        shop.upsertCart({ token: action.cartToken, lines: toLines(action.lines), at }, { at });
        return;
      case "checkout": {
        const { checkoutToken: token, cartToken, lines } = action;
        const customerId = customers.get(shopper.email) ?? null;
        shop.upsertCheckout({ token, cartToken, customerId, lines: toLines(lines), at }, { at });
        return;
      }
      case "order": {
        const { cartToken, checkoutToken } = action;
        const customerId = ensureCustomer(shopper, at);
        const lines = toLines(action.lines);
        const placed = { customerId, createdAt: at, lines, cartToken, checkoutToken };
        const input = action.usesCode
          ? { ...placed, discount: applyWelcomeCode(sumLines(lines)) }
          : placed;
        orders.set(action.orderKey, shop.createOrder(input, { at }).id);
        return;
      }
      case "refund": {
        const order = shop.order(orders.get(action.orderKey) ?? "");
        if (order === undefined) return;
        const left = order.totalMinor - order.refundedMinor;
        const amountMinor = Math.floor(left * action.share);
        if (amountMinor > 0) shop.refundOrder(order.id, { amountMinor, at }, { at });
      }
    }
  };
  return { perform };
}
