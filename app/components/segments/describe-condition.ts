import type { Atom, Condition, Duration, Moment } from "../../pipeline/segment/condition.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS } from "../../pipeline/shared/time.ts";
import { SCORE_WORDS } from "../scores/score-words.ts";

/** A condition for a reader: a sentence, or a heading over further ones. */
export interface ConditionWords {
  text: string;
  parts: ConditionWords[];
}

/** Puts a condition into words, one sentence for each of its parts, nested as the condition is. */
export function describeCondition(condition: Condition): ConditionWords {
  switch (condition.kind) {
    case "all":
      return { text: "All of these hold", parts: condition.of.map(describeCondition) };
    case "any":
      return { text: "At least one of these holds", parts: condition.of.map(describeCondition) };
    case "not":
      return negate(describeCondition(condition.of), condition.of.kind);
    default:
      return { text: describeAtom(condition), parts: [] };
  }
}

function negate({ text, parts }: ConditionWords, kind: Condition["kind"]): ConditionWords {
  if (kind === "all") return { text: "These do not all hold at once", parts };
  if (kind === "any") return { text: "None of these holds", parts };
  return { text: `Not: ${text}`, parts };
}

function describeAtom(atom: Atom): string {
  switch (atom.kind) {
    case "score": {
      const comparison = atom.comparison === "at-least" ? "at least" : "below";
      return `${SCORE_WORDS[atom.score].label} is ${comparison} ${atom.points} points`;
    }
    case "orders": {
      const comparison = atom.comparison === "at-least" ? "At least" : "At most";
      const orders = `${atom.count} ${atom.count === 1 ? "order" : "orders"}`;
      return `${comparison} ${orders}${atom.windowMs === null ? "" : ` in the last ${lengthWords(atom.windowMs)}`}`;
    }
    case "revenue": {
      const comparison = atom.comparison === "reaches" ? "reaches" : "is above";
      return `Net revenue of the last 365 days ${comparison} ${percentileWords(atom.percentile)}`;
    }
    case "since": {
      const comparison = atom.comparison === "at-least" ? "at least" : "at most";
      return `The ${momentWords(atom.moment)} was ${comparison} ${durationWords(atom.duration)} ago`;
    }
    case "sequence": {
      const later = [...new Set(atom.unlessLater.flatMap(momentNouns))];
      return `There was ${listWords(momentNouns(atom.moment).map(withArticle))}, and no ${listWords(later)} since`;
    }
    default:
      return assertNever(atom);
  }
}

const percentileWords = (percentile: number): string =>
  percentile === 50 ? "your customers’ median" : `that of your customers’ top ${100 - percentile}%`;

const SIGNAL_NOUNS: Record<Signal, string> = {
  page_viewed: "page view",
  collection_viewed: "collection view",
  search_submitted: "search",
  product_viewed: "product view",
  product_variant_viewed: "chosen variant",
  cart_viewed: "cart view",
  page_scrolled: "page read to the end",
  page_dwelled: "long stay on a page",
  gallery_opened: "look at pictures",
  reviews_opened: "look at reviews",
  size_guide_opened: "look at the size guide",
  product_added_to_cart: "item added to the cart",
  product_removed_from_cart: "item removed from the cart",
  cart_updated: "change of the cart",
  cart_emptied: "emptied cart",
  checkout_started: "checkout",
  checkout_contact_info_submitted: "contact given in checkout",
  checkout_address_info_submitted: "address given in checkout",
  checkout_shipping_info_submitted: "shipping chosen in checkout",
  payment_info_submitted: "payment given in checkout",
  order_placed: "order",
  order_cancelled: "cancelled order",
  order_fulfilled: "sent order",
  order_refunded: "refund",
  email_visited: "visit from an email",
  sms_visited: "visit from a text message",
  social_visited: "visit from social media",
  ad_visited: "visit from an ad",
  affiliate_visited: "visit from an affiliate",
  email_opened: "opened email",
  email_clicked: "click in an email",
  email_complained: "spam complaint",
  email_subscribed: "subscription to email",
  email_unsubscribed: "unsubscription from email",
  sms_clicked: "click in a text message",
  sms_replied: "answered text message",
  sms_subscribed: "subscription to text messages",
  sms_unsubscribed: "unsubscription from text messages",
  push_clicked: "opened push message",
  social_engaged: "engagement on social media",
  ad_clicked: "click on an ad",
  app_opened: "opening of the app",
  screen_viewed: "app screen view",
  wishlist_added: "item added to the wishlist",
  wishlist_removed: "item removed from the wishlist",
  product_shared: "shared product",
  product_reviewed: "review",
  promotion_clicked: "click on a promotion",
  coupon_entered: "entered coupon",
};

function momentNouns(moment: Moment): string[] {
  return moment.kind === "last-signal"
    ? moment.signals.map((signal) => SIGNAL_NOUNS[signal])
    : ["order"];
}

const momentWords = (moment: Moment): string =>
  `${moment.kind === "first-order" ? "first" : "last"} ${listWords(momentNouns(moment))}`;

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

/** "a", "a or b", "a, b or c". */
function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

function durationWords(duration: Duration): string {
  switch (duration.kind) {
    case "fixed":
      return lengthWords(duration.ms);
    case "typical-gaps":
      return duration.times === 1
        ? "one typical gap between orders"
        : `${duration.times} typical gaps between orders`;
    case "longest-of":
      return `${duration.of.map(durationWords).join(" or ")}, whichever is longer,`;
    default:
      return assertNever(duration);
  }
}

function lengthWords(ms: number): string {
  if (ms % DAY_MS === 0) return ms === DAY_MS ? "1 day" : `${ms / DAY_MS} days`;
  const hours = Math.round((10 * ms) / HOUR_MS) / 10;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
