import type { ValueTerm, ScoreName } from "../../pipeline/score/scores.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";
import type { Words } from "../words/use-words.ts";

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

/** The same in the merchant's language. */
export const termName = ({ t }: Words<"scores">, term: string): string =>
  isKnownTerm(term) ? t(`term.${term}`) : term.replaceAll("_", " ");

/** What a line rests on: "12 times, 10 within the daily cap", "3 orders in one year", "Score 62.50". */
export function evidenceWords(words: Words<"scores">, score: ScoreName, line: Evidence): string {
  const { t, format } = words;
  const { count } = line;
  if (score === "behavior") return t("evidence.score", { points: format.points(line.earned) });
  if (line.term === "monetary") return t("evidence.monetary", { amount: format.count(count) });
  if (line.term === "frequency")
    return t("evidence.frequency", { count, amount: format.count(count) });
  if (line.term === "recency") return t("evidence.recency");
  const times = t("evidence.times", { count, amount: format.count(count) });
  const counted =
    line.counted < count
      ? t("evidence.capped", { times, amount: format.count(line.counted) })
      : times;
  return line.earned < 0 ? t("evidence.takes", { counted, group: line.group }) : counted;
}

/** Where something is known from, when it is not Shopify's own word. */
export function trustName({ t }: Words<"scores">, trust: string): string | null {
  if (trust === "signed") return null;
  return trust === "claimed" ? t("trust.claimed") : t("trust.unsigned");
}
