import type { Look } from "../pipeline/predict/affinity/interest.ts";
import type { Signal } from "../pipeline/shared/signals.ts";

/** Which signals show interest in the thing that they are about. A wish is as good as a cart. */
export const PRODUCT_LOOKS: { signal: Signal; kind: Look["kind"] }[] = [
  { signal: "product_viewed", kind: "view" },
  { signal: "product_added_to_cart", kind: "cart" },
  { signal: "wishlist_added", kind: "cart" },
];

export const COLLECTION_LOOKS: { signal: Signal; kind: Look["kind"] }[] = [
  { signal: "collection_viewed", kind: "view" },
];
