import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Shop } from "../state/shop.ts";
import type { Cart, Customer } from "../state/types.ts";

/**
 * The dev store's own convention: who is logged in stands in the cookie `customer_id` or, for scripts,
 * in this header. On Shopify it is a login; to the app both look the same, as logged_in_customer_id.
 */
const CUSTOMER_HEADER = "dev-store-customer-id";
export const CUSTOMER_COOKIE = "customer_id";
export const CART_COOKIE = "cart";
export const CHECKOUT_COOKIE = "checkout";

/** Who is logged in; undefined for nobody. A customer whom the shop does not know is not logged in. */
export function readVisitor(request: IncomingMessage, shop: Shop): Customer | undefined {
  const header = request.headers[CUSTOMER_HEADER];
  const id = typeof header === "string" ? header : readCookie(request, CUSTOMER_COOKIE);
  return id === undefined || !/^\d{1,19}$/.test(id) ? undefined : shop.customer(id);
}

export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key = "", ...value] = pair.trim().split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return undefined;
}

/** The visitor's cart. Shopify's cookie is "TOKEN?key=KEY": the token names the cart, the key opens it. */
export function readCart(request: IncomingMessage, shop: Shop): Cart | undefined {
  const token = readCartToken(request);
  return token === undefined ? undefined : shop.cart(token);
}

export function readCartToken(request: IncomingMessage): string | undefined {
  return readCookie(request, CART_COOKIE)?.split("?")[0];
}

export function cartCookie(token: string): string {
  return `${token}?key=${createHash("sha256").update(token).digest("hex").slice(0, 32)}`;
}

/** A cookie of one shop's storefront; an empty value ends it. */
export function writeCookie(name: string, value: string, base: string): string {
  const life = value === "" ? "; Max-Age=0" : "";
  return `${name}=${encodeURIComponent(value)}; Path=${base}/; SameSite=Lax${life}`;
}
