import { SIGNALS } from "../../shared/signals.ts";
import type { Signal } from "../../shared/signals.ts";
import type { Vocabulary } from "./words.ts";

const HELPS: Record<Signal, string> = {
  page_viewed: "a page of the shop was looked at",
  collection_viewed: "a collection was looked at",
  search_submitted: "something was searched for",
  product_viewed: "a product was looked at",
  product_variant_viewed: "a variant of a product was chosen to look at",
  cart_viewed: "the cart was looked at",
  page_scrolled: "a page was read to its end",
  page_dwelled: "somebody stayed on a page for long",
  gallery_opened: "a product's pictures were looked through",
  reviews_opened: "a product's reviews were read",
  size_guide_opened: "the size guide was read",
  product_added_to_cart: "a product was put into the cart",
  product_removed_from_cart: "a product was taken out of the cart",
  cart_updated: "the cart was changed and holds something",
  cart_emptied: "the last thing was taken out of the cart",
  checkout_started: "the checkout was begun",
  checkout_contact_info_submitted: "contact details were given in the checkout",
  checkout_address_info_submitted: "an address was given in the checkout",
  checkout_shipping_info_submitted: "a way of shipping was chosen in the checkout",
  payment_info_submitted: "payment details were given in the checkout",
  order_placed: "an order was placed, cancelled later or not",
  order_cancelled: "an order was cancelled",
  order_fulfilled: "all of an order was sent",
  order_refunded: "money was given back for an order",
  email_visited: "the shop was visited from an email",
  sms_visited: "the shop was visited from a text message",
  social_visited: "the shop was visited from social media",
  ad_visited: "the shop was visited from an ad",
  affiliate_visited: "the shop was visited from an affiliate's link",
  email_opened: "an email was opened",
  email_clicked: "a link in an email was clicked",
  email_complained: "an email was reported as spam",
  email_subscribed: "somebody subscribed to emails",
  email_unsubscribed: "somebody unsubscribed from emails",
  sms_clicked: "a link in a text message was clicked",
  sms_replied: "a text message was answered",
  sms_subscribed: "somebody subscribed to text messages",
  sms_unsubscribed: "somebody unsubscribed from text messages",
  push_clicked: "a push message was opened",
  social_engaged: "somebody reacted on social media",
  ad_clicked: "an ad was clicked",
  app_opened: "the shop's app was opened",
  screen_viewed: "a screen of the shop's app was looked at",
  wishlist_added: "a product was put on the wishlist",
  wishlist_removed: "a product was taken off the wishlist",
  product_shared: "a product was shared with others",
  product_reviewed: "a review was written",
  promotion_clicked: "a promotion was clicked",
  coupon_entered: "a discount code was entered",
};

const ORDER_WORD = {
  text: "order",
  is: "order",
  help: "an order that was not cancelled",
  also: ["orders"],
} as const;

/** For what is of orders alone. */
export const ORDER: Vocabulary<"order"> = { what: "order", words: [ORDER_WORD] };

/** Everything that can be counted, summed or be a moment: orders as Shopify's records have them, and signals. */
export const THINGS: Vocabulary<Signal | "order"> = {
  what: "something that happens, such as order or product_viewed",
  words: [
    ORDER_WORD,
    ...SIGNALS.map((signal) => ({ text: signal, is: signal, help: HELPS[signal] })),
  ],
};
