import type { CatalogProduct } from "./catalog.ts";
import type { Shopper } from "./make-shoppers.ts";

/** What a shopper does at one instant (ms). */
export type ShopperAction = { at: number; shopper: Shopper } & (
  | BrowseAction
  | { kind: "log_in" }
  | { kind: "cart"; cartToken: string; lines: ActionLine[] }
  | { kind: "checkout"; cartToken: string; checkoutToken: string; lines: ActionLine[] }
  | {
      kind: "order";
      orderKey: string;
      cartToken: string;
      checkoutToken: string;
      lines: ActionLine[];
      usesCode: boolean;
    }
  | { kind: "refund"; orderKey: string; share: number }
);

/** One page, as the storefront's script tells it to the app. */
export interface BrowseAction {
  kind: "browse";
  /** Of the visit. */
  sessionId: string;
  page: BrowsePage;
  /** How the visit came, on `channel_visited`. */
  touch: Touch | null;
  path: string;
  product: CatalogProduct | null;
  cartToken: string | null;
  isLoggedIn: boolean;
}

export interface Touch {
  source: string;
  medium: string;
  campaign: string;
}

export type BrowsePage =
  | "channel_visited"
  | "page_viewed"
  | "collection_viewed"
  | "search_submitted"
  | "product_viewed"
  | "gallery_opened"
  | "reviews_opened"
  | "page_scrolled"
  | "product_added_to_cart"
  | "cart_viewed";

export interface ActionLine {
  product: CatalogProduct;
  quantity: number;
}
