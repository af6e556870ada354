import type { SafeHtml } from "../admin-page/html.ts";
import type { Product, Variant } from "../state/types.ts";
import type { ShownCollection } from "./collections.ts";

/** One page of the storefront, and what of the shop it is about. */
export interface StorefrontPage {
  title: string;
  /** As Liquid's request.page_type. */
  type: "index" | "collection" | "list-collections" | "product" | "search" | "cart" | "app" | "404";
  content: SafeHtml;
  product?: Product;
  /** The variant that the address names. */
  variant?: Variant;
  collection?: ShownCollection;
  /** What was searched for, on the page that shows the results. */
  search?: string;
}
