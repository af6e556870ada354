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
  what: "a filter such as collection or price",
  words: [
    { text: "product", is: "product", help: "about this product, by its id" },
    { text: "collection", is: "collection", help: "about this collection or a product in it" },
    { text: "type", is: "product-type", help: "about a product of this type" },
    { text: "vendor", is: "vendor", help: "about a product of this vendor" },
    { text: "price", is: "price", help: "about a product at such a price, or whose price fell" },
    { text: "channel", is: "channel", help: "an order placed there, such as web or pos" },
    { text: "discounted", is: "discounted", help: "an order with a discount" },
    { text: "not discounted", is: "not-discounted", help: "an order at full price" },
  ],
};

export const PRICE_FROM = only("from", "at this price or above");
export const PRICE_BELOW = only("below", "under this price");
export const PRICE_DROPPED: Vocabulary<"lately" | "afterwards"> = {
  what: null,
  words: [
    { text: "dropped within", is: "lately", help: "the price fell lately" },
    {
      text: "dropped afterwards within",
      is: "afterwards",
      help: "the price fell lately, and after it",
    },
  ],
};
export const PRICE_RANGE = only("..", "up to, without it");
