import type { BehaviorGroup } from "../../pipeline/predict/features/behavior-features.ts";

/** What customers of a group did. */
export const BEHAVIOR_WORDS: Record<BehaviorGroup, string> = {
  browsing: "Looked around",
  searching: "Searched",
  product: "Looked at products",
  depth: "Took a close look at a product",
  cart: "Used the cart",
  wishing: "Wished, shared or reviewed",
  checkout: "Began a checkout",
  messages: "Opened or clicked a message",
  arriving: "Came by a message or an ad",
  leaving: "Unsubscribed or complained",
};
