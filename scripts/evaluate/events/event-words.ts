import { isVisitorDeed } from "../../../app/pipeline/predict/visitors/visitor-deeds.ts";
import { findNamedEvent, foldEventName } from "../../../app/pipeline/shared/event-names.ts";
import { SIGNALS } from "../../../app/pipeline/shared/signals.ts";
import type { Signal } from "../../../app/pipeline/shared/signals.ts";

/**
 * What a word of a log says. `ignored`: known, and nothing that a visitor did in the shop (the merchant's side of an
 * order, a message that was sent). `unknown`: a word that says nothing to Kindling.
 */
export type EventWord = Signal | "ignored" | "unknown";

/** Words of public logs and of the usual analytics, beside our own signals and the names of the HTTP API. */
const WORDS: Readonly<Partial<Record<Signal, readonly string[]>>> = {
  page_viewed: ["page", "pv", "page_view", "view_page", "visit", "landing", "screen_view", "home"],
  product_viewed: [
    "view",
    "views",
    "click",
    "clicks",
    "view_item",
    "item_view",
    "product_view",
    "view_product",
    "view_content",
    "detail",
    "product_detail",
  ],
  collection_viewed: [
    "category",
    "collection",
    "view_item_list",
    "view_category",
    "list",
    "browse",
  ],
  search_submitted: ["search", "searched", "site_search", "view_search_results", "query"],
  product_added_to_cart: [
    "addtocart",
    "add_to_cart",
    "add",
    "cart",
    "cart_add",
    "basket",
    "add_to_basket",
    "add_to_bag",
    "item_added_to_cart",
  ],
  product_removed_from_cart: [
    "removefromcart",
    "remove_from_cart",
    "remove",
    "cart_remove",
    "remove_from_basket",
    "remove_from_bag",
  ],
  cart_viewed: ["view_cart", "cart_view", "view_basket", "view_bag"],
  cart_emptied: ["empty_cart", "clear_cart"],
  checkout_started: ["checkout", "begin_checkout", "initiate_checkout", "start_checkout"],
  checkout_contact_info_submitted: ["contact", "contact_info", "add_contact_info"],
  checkout_address_info_submitted: ["address", "address_info", "add_address_info"],
  checkout_shipping_info_submitted: ["shipping", "shipping_info", "add_shipping_info"],
  payment_info_submitted: ["payment", "payment_info", "add_payment_info"],
  order_placed: [
    "transaction",
    "purchase",
    "purchased",
    "buy",
    "bought",
    "order",
    "ordered",
    "sale",
    "conversion",
    "checkout_completed",
    "complete_checkout",
    "order_completed",
  ],
  order_cancelled: ["cancel", "cancellation"],
  order_refunded: ["refund", "return"],
  wishlist_added: ["fav", "favorite", "favourite", "wishlist", "add_to_wishlist", "like"],
  coupon_entered: ["coupon", "apply_coupon", "add_coupon"],
};

/** Words that mean a product where the row names one, and a page where it names none. */
const LOOSE_VIEWS = new Set(["view", "views", "click", "clicks", "detail"]);

export const isLooseView = (word: string): boolean => LOOSE_VIEWS.has(foldEventName(word));

const signalOfWord = new Map<string, Signal>([
  ...SIGNALS.map((signal) => [foldEventName(signal), signal] as const),
  ...Object.entries(WORDS).flatMap(([signal, words]) =>
    words.map((word) => [foldEventName(word), signal as Signal] as const),
  ),
]);

/**
 * What an event is called in a log; case, blanks, hyphens and underscores make no difference.
 *
 * @example readEventWord("addToCart") // "product_added_to_cart"
 */
export function readEventWord(word: string): EventWord {
  const folded = foldEventName(word);
  const named = findNamedEvent(word);
  const signal =
    signalOfWord.get(folded) ??
    (named?.name === "Order Completed" ? "order_placed" : named?.signal);
  if (signal === undefined) return "unknown";
  return signal === null || !isVisitorDeed(signal) ? "ignored" : signal;
}
