/** Shopify's cookie, without "?key=…" which would open the cart to whoever has it. Liquid does not tell the token. */
export function readCartToken(): string | undefined {
  return /(^|; )cart=([\w-]+)/.exec(document.cookie)?.[2];
}
