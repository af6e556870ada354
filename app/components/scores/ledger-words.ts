import type { ValueTerm, ScoreName } from "../../pipeline/score/scores.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";
import { formatCount, formatCounted, formatPoints } from "../format/format-number.ts";

/** What evidence is made of: the part of a ledger's line that words need. */
interface Evidence {
  term: string;
  count: number;
  counted: number;
  earned: number;
  group: string;
}

const TERM_WORDS: Record<Signal | ValueTerm | Exclude<ScoreName, "behavior">, string> = {
  page_viewed: "Page viewed",
  collection_viewed: "Collection viewed",
  search_submitted: "Search",
  product_viewed: "Product viewed",
  product_variant_viewed: "Variant chosen",
  cart_viewed: "Cart viewed",
  page_scrolled: "Page read to the end",
  page_dwelled: "Stayed on a page",
  gallery_opened: "Pictures opened",
  reviews_opened: "Reviews opened",
  size_guide_opened: "Size guide opened",
  product_added_to_cart: "Added to cart",
  product_removed_from_cart: "Removed from cart",
  cart_updated: "Cart updated",
  cart_emptied: "Cart emptied",
  checkout_started: "Checkout started",
  checkout_contact_info_submitted: "Contact given in checkout",
  checkout_address_info_submitted: "Address given in checkout",
  checkout_shipping_info_submitted: "Shipping chosen in checkout",
  payment_info_submitted: "Payment given in checkout",
  order_placed: "Order placed",
  order_cancelled: "Order cancelled",
  order_fulfilled: "Order sent",
  order_refunded: "Order refunded",
  email_visited: "Visit from an email",
  sms_visited: "Visit from a text message",
  social_visited: "Visit from social media",
  ad_visited: "Visit from an ad",
  affiliate_visited: "Visit from an affiliate",
  email_opened: "Email opened",
  email_clicked: "Email clicked",
  email_complained: "Email marked as spam",
  email_subscribed: "Subscribed to email",
  email_unsubscribed: "Unsubscribed from email",
  sms_clicked: "Text message clicked",
  sms_replied: "Text message answered",
  sms_subscribed: "Subscribed to text messages",
  sms_unsubscribed: "Unsubscribed from text messages",
  push_clicked: "Push message opened",
  social_engaged: "Engaged on social media",
  ad_clicked: "Ad clicked",
  app_opened: "App opened",
  screen_viewed: "App screen viewed",
  wishlist_added: "Added to wishlist",
  wishlist_removed: "Removed from wishlist",
  product_shared: "Product shared",
  product_reviewed: "Review written",
  promotion_clicked: "Promotion clicked",
  coupon_entered: "Coupon entered",
  monetary: "Money spent",
  frequency: "Orders placed",
  recency: "Last order",
  intent: "Intent",
  engagement: "Engagement",
  value: "Value",
};

/** A ledger's term in words; one of an older model as it was stored. */
export function termWords(term: string): string {
  return isKnownTerm(term) ? TERM_WORDS[term] : term.replaceAll("_", " ");
}

const isKnownTerm = (term: string): term is keyof typeof TERM_WORDS =>
  Object.hasOwn(TERM_WORDS, term);

/** What a line rests on: "12 times, 10 within the daily cap", "3 orders in one year", "Score 62.50". */
export function evidenceWords(score: ScoreName, line: Evidence): string {
  if (score === "behavior") return `Score ${formatPoints(line.earned)}`;
  if (line.term === "monetary")
    return `Reaches ${line.count} of 10 tenths of your customers, one year`;
  if (line.term === "frequency") return `${formatCounted(line.count, "order")} in one year`;
  if (line.term === "recency") return "Halves with every typical gap between orders";
  const times = line.count === 1 ? "Once" : `${formatCount(line.count)} times`;
  const counted =
    line.counted < line.count
      ? `${times}, ${formatCount(line.counted)} within the daily cap`
      : times;
  return line.earned < 0 ? `${counted}; takes from ${line.group}` : counted;
}

/** Where a line's evidence comes from, when it is not Shopify's own word. */
export function trustWords(trust: string): string | null {
  if (trust === "signed") return null;
  return trust === "claimed" ? "seen in the browser" : "unsigned";
}
