import type { BulkOperation } from "../../../dev-store/bulk/bulk-store.ts";
import type {
  Cart,
  Checkout,
  Collection,
  Customer,
  MarketingConsent,
  Order,
  OrderLine,
  Product,
  Refund,
  ShopRecord,
  Variant,
} from "../../../dev-store/state/types.ts";
import type { PayloadShop } from "../../../dev-store/webhooks/payloads/payload-shop.ts";

/** Beyond 2^53: read as a double it ends in 500. */
export const BIG_ID = "820982911946154508";
const AT = Date.UTC(2026, 0, 15, 12);

export const shopRecord: ShopRecord = {
  id: "548380009",
  domain: "first.myshopify.com",
  name: "First",
  plan: "plus",
  currency: "USD",
  timezone: "America/New_York",
  email: "owner@example.com",
  createdAt: AT,
};

export const customer: Customer = {
  id: "706405506930370084",
  firstName: "Bob",
  lastName: "Biller",
  email: "bob@example.com",
  createdAt: AT,
  updatedAt: AT,
  tags: ["secret-tag"],
  numberOfOrders: 3,
  amountSpentMinor: 1200,
  lastOrderId: null,
};

export const shop: PayloadShop = {
  record: shopRecord,
  customer: (id) => (id === customer.id ? customer : undefined),
};

export const line: OrderLine = {
  id: "487817672276298554",
  productId: "788032119674292922",
  variantId: "642667041472713922",
  sku: "SKU-1",
  title: "Aviator sunglasses",
  quantity: 2,
  priceMinor: 8999,
};

export const order: Order = {
  id: BIG_ID,
  number: 1001,
  name: "#1001",
  customerId: customer.id,
  createdAt: AT,
  processedAt: AT,
  updatedAt: AT,
  cancelledAt: null,
  cancelReason: null,
  currency: "USD",
  test: false,
  financialStatus: "PAID",
  lines: [line],
  subtotalMinor: 17998,
  totalMinor: 18998,
  refundedMinor: 0,
  refunds: [],
  cartToken: "cart-1",
  checkoutToken: "checkout-1",
  landingSite: null,
  referringSite: null,
};

export const refund: Refund = {
  id: "890088186047892319",
  orderId: BIG_ID,
  createdAt: AT,
  amountMinor: 8999,
  note: "Things were damaged",
  transactionId: "245135271310201194",
  lines: [{ id: "487817672276298600", lineItemId: line.id, quantity: 1, subtotalMinor: 8999 }],
};

export const cart: Cart = {
  token: "cart-1",
  lines: [line],
  note: null,
  createdAt: AT,
  updatedAt: AT,
};

export const checkout: Checkout = {
  token: "checkout-1",
  cartToken: "cart-1",
  customerId: customer.id,
  email: "bob@example.com",
  shippingTitle: "Standard",
  lines: [line],
  totalMinor: 17998,
  currency: "USD",
  createdAt: AT,
  updatedAt: AT,
  completedAt: null,
};

export const product: Product = {
  id: "788032119674292922",
  title: "Example T-Shirt",
  handle: "example-t-shirt",
  vendor: "Acme",
  productType: "Shirts",
  status: "ACTIVE",
  tags: ["example", "mens"],
  descriptionHtml: "An example T-Shirt",
  createdAt: AT,
  updatedAt: AT,
  variants: [
    {
      id: "642667041472713922",
      title: "Small",
      sku: null,
      priceMinor: 1999,
      compareAtPriceMinor: 2499,
      inventoryQuantity: 75,
      createdAt: AT,
      updatedAt: AT,
    },
  ],
};

const [small] = product.variants;
if (small === undefined) throw new Error("the product has a variant");

/** The last piece of a variant has gone. */
export const stock: { product: Product; variant: Variant; before: Variant } = {
  product,
  variant: { ...small, inventoryQuantity: 0 },
  before: { ...small, inventoryQuantity: 1 },
};

export const collection: Collection = {
  id: "408372092144951419",
  handle: "mugs",
  title: "Mugs",
  productIds: [product.id],
  createdAt: AT,
  updatedAt: AT,
};

export const consent: { customer: Customer; consent: MarketingConsent } = {
  customer,
  consent: { state: "subscribed", updatedAt: AT },
};

export const bulkOperation: BulkOperation = {
  id: "147595010",
  type: "QUERY",
  uploadPath: null,
  status: "COMPLETED",
  query: "{ customers { edges { node { id } } } }",
  groupObjects: false,
  scopes: [],
  createdAt: AT,
  completedAt: AT,
  errorCode: null,
  objectCount: 0,
  rootObjectCount: 0,
  fileSize: 0,
  file: "result",
};
