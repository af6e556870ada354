import type { FlowRun } from "../flow/flow-store.ts";
import type { JsonObject } from "../webhooks/json-text.ts";
import type {
  Cart,
  Collection,
  CancelReason,
  Checkout,
  Customer,
  CustomerSegment,
  Discount,
  LineInput,
  MarketingConsent,
  MetafieldDefinition,
  Order,
  Plan,
  Product,
  Refund,
  ShopRecord,
  WebPixel,
  Theme,
} from "./types.ts";

/** Of every change: when it happens, and whether Shopify tells the app about it. */
export interface ChangeOptions {
  /** ms; default: the clock's now. */
  at?: number;
  /** Default true: queue the webhooks that Shopify would send. False: load history in silence. */
  emit?: boolean;
}

export interface CustomerInput {
  id?: string;
  createdAt?: number;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  tags?: string[];
}

export interface VariantInput {
  id?: string;
  title?: string;
  sku?: string | null;
  priceMinor?: number;
  compareAtPriceMinor?: number | null;
  inventoryQuantity?: number;
}

export interface ProductInput {
  id?: string;
  title: string;
  handle?: string;
  vendor?: string;
  productType?: string;
  status?: Product["status"];
  tags?: string[];
  descriptionHtml?: string;
  createdAt?: number;
  /** Price of the one default variant; ignored where `variants` is given. */
  priceMinor?: number;
  sku?: string | null;
  /** Default: one variant, "Default Title". */
  variants?: VariantInput[];
}

export interface CartInput {
  token: string;
  lines: LineInput[];
  note?: string | null;
  at?: number;
}

export interface CheckoutInput {
  token: string;
  cartToken?: string | null;
  customerId?: string | null;
  email?: string | null;
  shippingTitle?: string | null;
  lines: LineInput[];
  at?: number;
  completedAt?: number | null;
}

export interface OrderInput {
  id?: string;
  /** null or absent: a guest. */
  customerId?: string | null;
  createdAt?: number;
  lines: LineInput[];
  /** At most what the lines come to. */
  discount?: Discount;
  /** Default: the sum of the lines, less the discount. */
  totalMinor?: number;
  cartToken?: string | null;
  checkoutToken?: string | null;
  landingSite?: string | null;
  referringSite?: string | null;
  /** Where it was placed; default "web". */
  sourceName?: string;
  /** Default true; false: money is still to come. */
  isPaid?: boolean;
  test?: boolean;
}

export interface CollectionInput {
  id?: string;
  handle: string;
  title: string;
  productIds?: string[];
}

export interface RefundInput {
  amountMinor: number;
  at?: number;
  note?: string | null;
  lines?: { lineItemId: string; quantity: number }[];
}

/** A merchant's side of one shop: what its staff and its shoppers do in it. */
export interface Shop {
  readonly record: ShopRecord;
  readonly domain: string;
  readonly plan: Plan;
  readonly currency: string;
  readonly timezone: string;

  createCustomer(input: CustomerInput, options?: ChangeOptions): Customer;
  updateCustomer(
    id: string,
    input: { firstName?: string | null; lastName?: string | null; email?: string | null },
    options?: ChangeOptions,
  ): Customer;
  deleteCustomer(id: string, options?: ChangeOptions): void;
  /** An account that is so already is left alone. */
  enableCustomer(id: string, options?: ChangeOptions): Customer;
  disableCustomer(id: string, options?: ChangeOptions): Customer;
  setMarketingConsent(
    id: string,
    consent: { channel: "email" | "sms"; state: MarketingConsent["state"] },
    options?: ChangeOptions,
  ): Customer;
  /** Orders and tags go to the one that is kept. With `failure` nothing changes but for the webhook. */
  mergeCustomers(
    merge: { keptId: string; deletedId: string; failure?: string },
    options?: ChangeOptions,
  ): Customer;

  createProduct(input: ProductInput, options?: ChangeOptions): Product;
  /** `variants` changes the variants named by id; `priceMinor` changes all of them. */
  updateProduct(
    id: string,
    input: Partial<Omit<ProductInput, "id" | "createdAt">>,
    options?: ChangeOptions,
  ): Product;
  deleteProduct(id: string, options?: ChangeOptions): void;

  createCollection(input: CollectionInput, options?: ChangeOptions): Collection;
  updateCollection(
    id: string,
    input: Partial<Omit<CollectionInput, "id">>,
    options?: ChangeOptions,
  ): Collection;
  deleteCollection(id: string, options?: ChangeOptions): void;
  collection(id: string): Collection | undefined;
  collections(): Iterable<Collection>;

  /** What a merchant does in the admin. No app hears of it. */
  createSegment(input: Pick<CustomerSegment, "name" | "query">, at?: number): CustomerSegment;

  /** Nothing is sent where nothing changed, as Shopify does since October 2026. */
  upsertCart(input: CartInput, options?: ChangeOptions): Cart;
  upsertCheckout(input: CheckoutInput, options?: ChangeOptions): Checkout;
  deleteCheckout(token: string, options?: ChangeOptions): void;

  createOrder(input: OrderInput, options?: ChangeOptions): Order;
  /** Of an order that was placed unpaid. */
  payOrder(id: string, input?: { at?: number }, options?: ChangeOptions): Order;
  /** All pieces leave in one parcel. Fulfilling again changes nothing. */
  fulfillOrder(id: string, input?: { at?: number }, options?: ChangeOptions): Order;
  /** Cancelling again changes nothing. */
  cancelOrder(
    id: string,
    input: { at?: number; reason?: CancelReason },
    options?: ChangeOptions,
  ): Order;
  refundOrder(id: string, input: RefundInput, options?: ChangeOptions): Refund;

  /** A customer asks for their data: customers/data_request. */
  requestCustomerData(id: string, options?: ChangeOptions): void;
  /** A customer asks to be forgotten: customers/redact follows ten days later. */
  redactCustomer(id: string, options?: ChangeOptions): void;
  /**
   * Shopify's own copy of a customer is erased, in silence: their orders stay, and are nobody's.
   * @returns what customers/redact says of them
   */
  eraseCustomer(id: string): JsonObject;

  customer(id: string): Customer | undefined;
  /** By email, whatever its case. */
  findCustomer(email: string): Customer | undefined;
  product(id: string): Product | undefined;
  order(id: string): Order | undefined;
  cart(token: string): Cart | undefined;
  checkout(token: string): Checkout | undefined;
  customers(): Iterable<Customer>;
  products(): Iterable<Product>;
  orders(): Iterable<Order>;
  counts(): { customers: number; products: number; orders: number };

  /** Empty for an unknown customer. */
  customerTags(id: string): string[];
  /** A merchant's edit in the admin: the list becomes exactly this one. */
  setCustomerTags(id: string, tags: string[], options?: ChangeOptions): string[];

  /** What the app's own metafields say of a customer, by key. */
  customerMetafields(id: string): Record<string, string>;
  metafieldDefinitions(): MetafieldDefinition[];

  /** What Flow has received of the app's triggers, oldest first. */
  flowTriggers(): FlowRun[];
  /** A workflow that uses the trigger is enabled, or the last one disabled. Throws where the app does not agree. */
  useFlowTrigger(
    handle: string,
    isUsed: boolean,
    options?: { definitionId?: string; at?: number },
  ): Promise<void>;
  /** A workflow runs the app's action. Gives what the app answered. */
  runFlowAction(
    handle: string,
    properties: { customerId?: string; [key: string]: unknown },
    options?: { actionRunId?: string },
  ): Promise<{ status: number; body: string }>;

  theme(): Theme;
  /** What a merchant does in the theme editor, as to activate an app's embed. */
  changeTheme(change: Partial<Theme>): Theme;

  /** Runs `work` in one transaction, for loading thousands. */
  batch<T>(work: () => T): T;

  isInstalled(): boolean;
  /** The app's web pixel; undefined where it is not activated. */
  webPixel(): WebPixel | undefined;
  /** Grants the toml's scopes and opens the app, as a click on Install does. */
  installApp(): Promise<void>;
  /** Opens a page of the app ("/app" by default), as the admin's iframe does. */
  openApp(path?: string): Promise<Response>;
  /** The tokens die at once, app/uninstalled is sent, shop/redact follows 48 hours later. */
  uninstallApp(): Promise<void>;
}
