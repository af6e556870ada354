import type { Money } from "../condition-tree.ts";
import { only } from "./words.ts";
import type { Vocabulary } from "./words.ts";

export const AND = only("and", "join.and");
export const OR = only("or", "join.or");
export const NOT = only("not", "join.not", "condition");
export const OPEN = only("(", "join.open", "condition");
export const LIST_OPEN = only("(", "join.listOpen");
export const CLOSE = only(")", "join.close");
export const COMMA = only(",", "join.comma");
export const FILTERS_OPEN = only("[", "join.filtersOpen", "filters");
export const FILTERS_CLOSE = only("]", "join.filtersClose");

export const GROUPS: Vocabulary<"all" | "any" | "none"> = {
  what: "condition",
  words: [
    { text: "all of", is: "all", help: "join.all" },
    { text: "any of", is: "any", help: "join.any" },
    { text: "none of", is: "none", help: "join.none" },
  ],
};

export const IN = only("in", "join.in", "window");
/** Which part of the money of orders; without one of these all of it. */
export const MONEY: Vocabulary<Exclude<Money, "whole">> = {
  what: null,
  words: [
    { text: "of these products", is: "products", help: "join.products" },
    { text: "of one product", is: "one-product", help: "join.one-product" },
  ],
};
export const OF_ONE_PRODUCT = only("of one product", "join.ofOneProduct");
export const THEN = only("then", "join.then");
export const NO = only("no", "join.no");
export const WITHIN = only("within", "join.within", "limit");
export const AGO = only("ago", "join.ago");
export const AHEAD = only("ahead", "join.ahead");
export const PERCENT = only("%", "join.percent");
export const CONSENT = only("consent", "join.consent");
export const IS = only("is", "join.is");
export const IN_LIST = only("in", "join.inList");
