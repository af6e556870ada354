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
  product_viewed: "product view",
  collection_viewed: "collection view",
  search_submitted: "search",
  cart_viewed: "cart view",
  product_added_to_cart: "item added to the cart",
  product_removed_from_cart: "item removed from the cart",
  cart_updated: "change of the cart",
  cart_emptied: "emptied cart",
  checkout_started: "checkout",
  order_placed: "order",
  order_cancelled: "cancelled order",
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
