import type { Money } from "../condition-tree.ts";
import { only } from "./words.ts";
import type { Vocabulary } from "./words.ts";

export const AND = only("and", "both must hold");
export const OR = only("or", "one of them must hold");
export const NOT = only("not", "must not hold", "a condition");
export const OPEN = only("(", "a group", "a condition");
export const LIST_OPEN = only("(", "several of them");
export const CLOSE = only(")", "the end of what ( began");
export const COMMA = only(",", "one more");
export const FILTERS_OPEN = only(
  "[",
  "only those about certain products or orders",
  "filters in [ ]",
);
export const FILTERS_CLOSE = only("]", "the end of what [ began");

export const GROUPS: Vocabulary<"all" | "any" | "none"> = {
  what: "a condition",
  words: [
    { text: "all of", is: "all", help: "every one of a list must hold" },
    { text: "any of", is: "any", help: "at least one of a list must hold" },
    { text: "none of", is: "none", help: "not one of a list may hold" },
  ],
};

export const IN = only(
  "in",
  "a window up to now, such as in 30 days",
  "a window such as in 30 days",
);
/** Which part of the money of orders; without one of these all of it. */
export const MONEY: Vocabulary<Exclude<Money, "whole">> = {
  what: null,
  words: [
    { text: "of these products", is: "products", help: "only of the products that are asked for" },
    { text: "of one product", is: "one-product", help: "of the product that comes to most" },
  ],
};
export const OF_ONE_PRODUCT = only("of one product", "of the product to which it happened most");
export const THEN = only("then", "what came after it");
export const NO = only("no", "none of these came after it");
export const WITHIN = only(
  "within",
  "no later than this after it",
  "a limit such as within 4 hours",
);
export const AGO = only("ago", "counted back from now");
export const AHEAD = only("ahead", "counted from now on");
export const PERCENT = only("%", "of a hundred");
export const CONSENT = only("consent", "whether they may be written to");
export const IS = only("is", "is this one");
export const IN_LIST = only("in", "is one of a list");
