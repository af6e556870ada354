import type { CartLine } from "./state.ts";

/**
 * What the block's Liquid printed, in the order in which blocks/kindling.liquid prints it: names would cost every
 * page of the shop twice, there and here. An id that the page does not have is null.
 */
type Printed = [
  /** Where batches go: the app proxy of this shop. */
  endpoint: string,
  /** Where the cart can be looked at. */
  cartUrl: string,
  pageType: string,
  customerId: string | null,
  productId: string | null,
  /** The variant that the page shows first. */
  variantId: string | null,
  collectionId: string | null,
  /** What was searched for, on the page that shows the results. */
  search: string | null,
  /** The cart as the page was made. */
  cartLines: CartLine[],
  /** The merchant's selectors: where reviews stand, and what opens the parts of a product page. */
  reviews: string,
  gallery: string,
  sizeGuide: string,
];

// Without the block's word there is nothing to do: the script ends here, quietly (see the build).
const printed: Printed = JSON.parse(
  (document.getElementById("kindling-context") as HTMLElement).textContent,
);

export const [
  endpoint,
  cartUrl,
  pageType,
  customerId,
  productId,
  variantId,
  collectionId,
  search,
  cartLines,
  reviews,
  gallery,
  sizeGuide,
] = printed;
