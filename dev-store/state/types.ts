/** The records of the dev store, as they lie on disk. Times are ms, money is minor units. */

/** Shopify's plans differ here only in the size and refill of the API's bucket. */
export type Plan = "standard" | "advanced" | "plus";

export interface ShopRecord {
  /** Shopify's numeric id, a decimal string. */
  id: string;
  /** "name.myshopify.com" */
  domain: string;
  name: string;
  plan: Plan;
  /** ISO 4217 */
  currency: string;
  /** IANA name */
  timezone: string;
  email: string;
  createdAt: number;
}

export interface Customer {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  createdAt: number;
  updatedAt: number;
  /** Sorted case-insensitively, as Shopify answers them. */
  tags: string[];
  /** Neither test orders nor cancelled ones count. */
  numberOfOrders: number;
  /** Paid less refunded, of the orders that count. */
  amountSpentMinor: number;
  lastOrderId: string | null;
  /** Absent: "disabled", an account that nobody has opened. */
  accountState?: "enabled" | "disabled";
  /** Absent: the customer was never asked. */
  emailConsent?: MarketingConsent;
  smsConsent?: MarketingConsent;
}

/** Shopify's words for whether a customer may be written to. */
export interface MarketingConsent {
  state: "subscribed" | "not_subscribed" | "pending" | "unsubscribed";
  updatedAt: number;
}

/** A customer segment as merchants make it in the admin. */
export interface CustomerSegment {
  id: string;
  name: string;
  /** In Shopify's segment query language; nobody is looked for by it here. */
  query: string;
  createdAt: number;
  updatedAt: number;
}

export interface Collection {
  id: string;
  handle: string;
  title: string;
  /** In the merchant's order. */
  productIds: string[];
  createdAt: number;
  updatedAt: number;
}

export interface Variant {
  id: string;
  title: string;
  sku: string | null;
  priceMinor: number;
  compareAtPriceMinor: number | null;
  inventoryQuantity: number;
  createdAt: number;
  updatedAt: number;
}

export interface Product {
  id: string;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  tags: string[];
  descriptionHtml: string;
  createdAt: number;
  updatedAt: number;
  variants: Variant[];
}

/** What a caller gives for one line of an order, a cart or a checkout. */
export interface LineInput {
  productId?: string | null;
  variantId?: string | null;
  sku?: string | null;
  title: string;
  quantity: number;
  /** Of one piece. */
  priceMinor: number;
}

/** One line of an order, a cart or a checkout. */
export interface OrderLine {
  id: string;
  productId: string | null;
  variantId: string | null;
  sku: string | null;
  title: string;
  quantity: number;
  priceMinor: number;
  /** Taken off all its pieces together; absent: nothing. */
  discountMinor?: number;
}

/** What is taken off a whole order, shared out over its lines. */
export interface Discount {
  amountMinor: number;
  /** null: an automatic discount. */
  code: string | null;
}

export interface RefundLine {
  id: string;
  lineItemId: string;
  quantity: number;
  subtotalMinor: number;
}

export interface Refund {
  id: string;
  orderId: string;
  createdAt: number;
  amountMinor: number;
  note: string | null;
  /** The payment transaction that gave the money back. */
  transactionId: string;
  lines: RefundLine[];
}

/** A parcel with some of an order's pieces. The dev store sends all of them in one. */
export interface Fulfillment {
  id: string;
  createdAt: number;
}

export type FinancialStatus = "PENDING" | "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED";
export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";

export interface Order {
  id: string;
  /** 1001, 1002, … within the shop. */
  number: number;
  /** "#1001" */
  name: string;
  /** null: a guest's order. */
  customerId: string | null;
  createdAt: number;
  processedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: CancelReason | null;
  currency: string;
  test: boolean;
  financialStatus: FinancialStatus;
  lines: OrderLine[];
  /** Absent: none. */
  discount?: Discount;
  subtotalMinor: number;
  /** As first ordered; refunds do not lower it. */
  totalMinor: number;
  refundedMinor: number;
  refunds: Refund[];
  cartToken: string | null;
  checkoutToken: string | null;
  landingSite: string | null;
  referringSite: string | null;
  /** "web", "pos", …; absent in records of before: "web". */
  sourceName?: string;
  /** Absent in records of before: none. */
  fulfillments?: Fulfillment[];
}

export interface Cart {
  token: string;
  lines: OrderLine[];
  note: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface Checkout {
  token: string;
  cartToken: string | null;
  customerId: string | null;
  email: string | null;
  /** The way of delivery that was chosen; shipping costs nothing here. */
  shippingTitle: string | null;
  lines: OrderLine[];
  totalMinor: number;
  currency: string;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
}

/** A shop's theme, as far as the dev store has one. */
export interface Theme {
  /** By the handle of the block, e.g. "kindling": its settings, where they differ from the schema's defaults. */
  appEmbeds: Record<string, { isActive: boolean; settings?: Record<string, unknown> }>;
  /** Whether the theme sends Shopify's standard storefront events. Many do not. */
  standardEvents: boolean;
  /** Whether scripts add to the cart and take out of it (fetch and XHR); else plain forms do. */
  cartWithoutReload: boolean;
}

export interface Metafield {
  id: string;
  /** gid of the resource it hangs on. */
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
}

export interface MetafieldDefinition {
  id: string;
  /** As the API names it: "CUSTOMER". */
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  /** "MERCHANT_READ" or "MERCHANT_READ_WRITE"; null: the app alone sees it. */
  adminAccess: string | null;
  isAdminFilterable: boolean;
}

/** The app in one shop. Kept after an uninstall, with `uninstalledAt`. */
export interface AppInstall {
  /** Numeric id of gid://shopify/AppInstallation/… */
  id: string;
  shopDomain: string;
  scopes: string[];
  installedAt: number;
  uninstalledAt: number | null;
}

/** The app's web pixel in one shop, as activated by the app. It goes with the app. */
export interface WebPixel {
  id: string;
  shopDomain: string;
  settings: Record<string, string>;
}

/** An Admin API access token. `expiresAt` null: an offline token of the old, lasting kind. */
export interface AccessToken {
  token: string;
  shopDomain: string;
  kind: "offline" | "online";
  scopes: string[];
  userId: string | null;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
}

/** A refresh token. It stays valid until the one that replaced it has been used. */
export interface RefreshToken {
  token: string;
  shopDomain: string;
  accessToken: string;
  expiresAt: number;
  replacedBy: string | null;
  revokedAt: number | null;
}

/** The app that the dev store knows. */
export interface AppConfig {
  clientId: string;
  clientSecret: string;
  /** http://127.0.0.1:PORT, without a slash at the end. */
  appUrl: string;
  handle: string;
  tomlPath: string;
}
