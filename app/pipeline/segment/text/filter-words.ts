import { only } from "./words.ts";
import type { Vocabulary } from "./words.ts";

export type FilterWord =
  | "product"
  | "collection"
  | "product-type"
  | "vendor"
  | "price"
  | "channel"
  | "discounted"
  | "not-discounted";

export const FILTER_WORDS: Vocabulary<FilterWord> = {
  what: "filter",
  words: [
    { text: "product", is: "product", help: "filter.product" },
    { text: "collection", is: "collection", help: "filter.collection" },
    { text: "type", is: "product-type", help: "filter.product-type" },
    { text: "vendor", is: "vendor", help: "filter.vendor" },
    { text: "price", is: "price", help: "filter.price" },
    { text: "channel", is: "channel", help: "filter.channel" },
    { text: "discounted", is: "discounted", help: "filter.discounted" },
    { text: "not discounted", is: "not-discounted", help: "filter.not-discounted" },
  ],
};

export const PRICE_FROM = only("from", "price.from");
export const PRICE_BELOW = only("below", "price.below");
export const PRICE_DROPPED: Vocabulary<"lately" | "afterwards"> = {
  what: null,
  words: [
    { text: "dropped within", is: "lately", help: "price.lately" },
    {
      text: "dropped afterwards within",
      is: "afterwards",
      help: "price.afterwards",
    },
  ],
};
export const PRICE_RANGE = only("..", "price.range");
