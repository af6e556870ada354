import { sendJson, sendRedirect } from "../admin-page/send-answer.ts";
import type { Cart, OrderLine } from "../state/types.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { CART_COOKIE, cartCookie, writeCookie } from "./visitor.ts";

/** Scripts get the line that was added, as Shopify's Ajax API answers it; forms are led to the cart's page. */
export function answerAdded(
  storefront: StorefrontRequest,
  cart: Cart | undefined,
  variantId: string,
): void {
  const line = cart?.lines.find((candidate) => candidate.variantId === variantId);
  answer(storefront, cart, line === undefined ? {} : describeLine(line));
}

/** Scripts get the whole cart. */
export function answerChanged(storefront: StorefrontRequest, cart: Cart | undefined): void {
  answer(storefront, cart, describeCart(cart));
}

/** 422 where it cannot be. */
function answer(
  { request, response, base, path }: StorefrontRequest,
  cart: Cart | undefined,
  body: object,
): void {
  if (cart === undefined) {
    const description = "Cannot find variant";
    sendJson(response, { status: 422, message: "Cart Error", description }, 422);
    return;
  }
  response.setHeader("set-cookie", writeCookie(CART_COOKIE, cartCookie(cart.token), base));
  if (path.endsWith(".js") || request.headers.accept === "application/json") {
    sendJson(response, body);
  } else {
    sendRedirect(response, `${base}/cart`);
  }
}

export function describeCart(cart: Cart | undefined): object {
  const lines = cart?.lines ?? [];
  return {
    token: cart === undefined ? "" : cartCookie(cart.token),
    item_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    // In minor units, as the online store's own /cart.js.
    total_price: lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0),
    items: lines.map(describeLine),
  };
}

function describeLine(line: OrderLine): object {
  return {
    id: Number(line.variantId),
    key: `${line.variantId}:${line.id}`,
    variant_id: Number(line.variantId),
    product_id: Number(line.productId),
    title: line.title,
    quantity: line.quantity,
    price: line.priceMinor,
  };
}
