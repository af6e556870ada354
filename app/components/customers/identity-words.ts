import type { IdentityKind, LinkReason } from "../../pipeline/shared/identities.ts";

export const KIND_WORDS: Record<IdentityKind, string> = {
  customer: "Customer",
  user: "Account of your own",
  email: "Email, as a keyed hash",
  phone: "Phone, as a keyed hash",
  order: "Order",
  checkout: "Checkout",
  cart: "Cart",
  session: "Visit",
  client: "Browser",
};

/** What showed that two ids are one person's. */
export const REASON_WORDS: Record<LinkReason, string> = {
  merge: "Shopify merged the two customers",
  order: "An order names both",
  checkout: "A checkout names both",
  "log-in": "Logged in on your storefront",
  address: "The customer’s address in Shopify",
  identify: "Your server said so",
  message: "Acted on a message sent to the address",
  browse: "The browser held the cart",
  session: "One visit",
  pixel: "The web pixel saw both",
  "identify-client": "Your app or page said so",
};

/** The words for a reason; one that is not known any more as it was stored. */
export function reasonWords(reason: string): string {
  return isKnownReason(reason) ? REASON_WORDS[reason] : reason.replaceAll("-", " ");
}

const isKnownReason = (reason: string): reason is LinkReason => Object.hasOwn(REASON_WORDS, reason);
