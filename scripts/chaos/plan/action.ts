/** A look at something: a page by its number, or a product by its place in the shop's catalog. */
export type Look = { page: number } | { product: number };

/** What becomes of an order soon after it was placed. */
export type OrderFate = "kept" | "fulfilled" | "cancelled" | "refunded";

/** Who uses a browser: a customer who is logged in, or somebody whom the shop knows by nothing else. */
export type Visitor = { customer: number } | { browser: number };

/** What a merchant opens in the admin. */
export const PAGES_READ = ["home", "customers", "segment", "activity", "export"] as const;

export type PageRead = (typeof PAGES_READ)[number];

/**
 * Something that people do, with places instead of ids, which are known only when it happens. `shop` is a place in the
 * list of shops; `customer`, `kept` and `gone` count the customers that the shop has then, round and round.
 */
export type Action =
  /** A batch of the theme's embed; `isTwice`: sent once more, `isSeenByPixel`: the pixel tells the same. */
  | {
      kind: "browse";
      shop: number;
      who: Visitor;
      looks: Look[];
      isTwice: boolean;
      isSeenByPixel: boolean;
    }
  /** Messages of the merchant's own server, of one of its users. */
  | { kind: "tell-api"; shop: number; user: number; products: number[]; isTwice: boolean }
  | { kind: "sign-up"; shop: number }
  | { kind: "order"; shop: number; customer: number; product: number; fate: OrderFate }
  | { kind: "cart"; shop: number; product: number; isCheckout: boolean }
  /** The merchant's own tag. */
  | { kind: "tag"; shop: number; customer: number; tag: string }
  | { kind: "merge"; shop: number; kept: number; gone: number }
  /** A visitor takes their consent back, in this shop, once everything is told that they did. */
  | { kind: "withdraw"; shop: number; who: Visitor }
  /** Shopify erases the next of those customers whose traffic has ended, and tells the app to. */
  | { kind: "erase"; shop: number }
  /** The merchant erases the next of them, who stays a customer in Shopify. */
  | { kind: "erase-by-merchant"; shop: number }
  /** The merchant uninstalls the app, and installs it again so many real ms later. */
  | { kind: "reinstall"; shop: number; afterMs: number }
  /** The merchant looks at a page of the app. */
  | { kind: "read"; shop: number; page: PageRead };
