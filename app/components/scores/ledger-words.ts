import type { ValueTerm, ScoreName } from "../../pipeline/score/scores.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";
import { formatCount, formatCounted, formatPoints } from "../format/format-number.ts";

/** What evidence is made of: the part of a ledger's line that words need. */
interface Evidence {
  term: string;
  count: number;
  counted: number;
  earned: number;
}

const TERM_WORDS: Record<Signal | ValueTerm | Exclude<ScoreName, "behavior">, string> = {
  page_viewed: "Page viewed",
  product_viewed: "Product viewed",
  collection_viewed: "Collection viewed",
  search_submitted: "Search",
  cart_viewed: "Cart viewed",
  product_added_to_cart: "Added to cart",
  product_removed_from_cart: "Removed from cart",
  cart_updated: "Cart updated",
  cart_emptied: "Cart emptied",
  checkout_started: "Checkout started",
  order_placed: "Order placed",
  order_cancelled: "Order cancelled",
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

/** What a line rests on: "12 times, 10 counted", "3 orders in a year", "score 62.50". */
export function evidenceWords(score: ScoreName, line: Evidence): string {
  if (score === "behavior") return `Score ${formatPoints(line.earned)}`;
  if (line.term === "monetary")
    return `Reaches ${line.count} of 10 tenths of your customers, one year`;
  if (line.term === "frequency") return `${formatCounted(line.count, "order")} in one year`;
  if (line.term === "recency") return "Halves with every typical gap between orders";
  const times = line.count === 1 ? "Once" : `${formatCount(line.count)} times`;
  return line.counted < line.count
    ? `${times}, ${formatCount(line.counted)} within the daily cap`
    : times;
}

/** Where a line's evidence comes from, when it is not Shopify's own word. */
export function trustWords(trust: string): string | null {
  if (trust === "signed") return null;
  return trust === "claimed" ? "seen in the browser" : "unsigned";
}
