import type {
  CollectionRecord,
  ConsentRecord,
  CustomerRecord,
  Normalized,
  OrderLineRecord,
  OrderRecord,
  ProductRecord,
  RefundRecord,
  VariantRecord,
} from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";

export interface LatestRecords {
  orders: Map<string, OrderRecord>;
  /** By order and line: "450789469 466157049". */
  orderLines: Map<string, OrderLineRecord>;
  refunds: Map<string, RefundRecord>;
  customers: Map<string, CustomerRecord>;
  products: Map<string, ProductRecord>;
  variants: Map<string, VariantRecord>;
  collections: Map<string, CollectionRecord>;
  /** By customer and channel: "207119551 email". */
  consents: Map<string, ConsentRecord>;
}

type RecordLists = Omit<Normalized, "events" | "links">;

/**
 * What is known of every order, refund, customer and so on, by id, after all tellings: the same for
 * every order of arrival and any duplicates. Records are not changed, merged ones are new.
 */
export function latestRecords(tellings: Iterable<RecordLists>): LatestRecords {
  const latest: LatestRecords = {
    orders: new Map(),
    orderLines: new Map(),
    refunds: new Map(),
    customers: new Map(),
    products: new Map(),
    variants: new Map(),
    collections: new Map(),
    consents: new Map(),
  };
  for (const telling of tellings) {
    for (const order of telling.orders) merge(latest.orders, order.orderId, order, mergeOrders);
    for (const line of telling.orderLines) {
      merge(latest.orderLines, `${line.orderId} ${line.lineId}`, line, mergeOrderLines);
    }
    for (const refund of telling.refunds) {
      merge(latest.refunds, refund.refundId, refund, mergeRefunds);
    }
    for (const customer of telling.customers) {
      merge(latest.customers, customer.customerId, customer, mergeCustomers);
    }
    for (const product of telling.products) {
      merge(latest.products, product.productId, product, mergeProducts);
    }
    for (const variant of telling.variants) {
      merge(latest.variants, variant.variantId, variant, mergeVariants);
    }
    for (const collection of telling.collections) {
      merge(latest.collections, collection.collectionId, collection, mergeCollections);
    }
    for (const consent of telling.consents) {
      merge(latest.consents, `${consent.customerId} ${consent.channel}`, consent, mergeConsents);
    }
  }
  return latest;
}

function merge<R>(known: Map<string, R>, id: string, told: R, mergeTwo: (a: R, b: R) => R): void {
  const before = known.get(id);
  known.set(id, before === undefined ? told : mergeTwo(before, told));
}

/**
 * The newer telling. Shopify's `updated_at` counts seconds, so two states can share one: then the
 * cancelled one, then the later cancellation, the larger total and customer id, and so on. The channel
 * never changes and not every telling has it: the largest that was told stays.
 */
export function mergeOrders(a: OrderRecord, b: OrderRecord): OrderRecord {
  const order =
    compare(a.sourceUpdatedAt, b.sourceUpdatedAt) ||
    compare(a.cancelledAt ?? -Infinity, b.cancelledAt ?? -Infinity) ||
    compare(a.totalMinor, b.totalMinor) ||
    compare(a.customerId ?? "", b.customerId ?? "") ||
    compare(a.placedAt, b.placedAt) ||
    compare(a.currency, b.currency) ||
    compare(Number(a.isTest), Number(b.isTest)) ||
    compare(a.subtotalMinor ?? -1, b.subtotalMinor ?? -1) ||
    compare(a.discountMinor ?? -1, b.discountMinor ?? -1) ||
    compare(Number(a.usedCode ?? -1), Number(b.usedCode ?? -1));
  const newer = order >= 0 ? a : b;
  const channel = largest(a.channel, b.channel);
  return newer.channel === channel ? newer : { ...newer, channel };
}

/**
 * The newer telling of a line; of two of one second the larger. Shopify keeps every line of an order, also one
 * that was edited out of it, and forgets a line's product when that is deleted: the one that was told stays.
 */
function mergeOrderLines(a: OrderLineRecord, b: OrderLineRecord): OrderLineRecord {
  const order =
    compare(a.sourceUpdatedAt, b.sourceUpdatedAt) ||
    compare(a.quantity, b.quantity) ||
    compare(a.priceMinor, b.priceMinor) ||
    compare(a.discountMinor, b.discountMinor);
  return {
    ...(order >= 0 ? a : b),
    productId: largest(a.productId, b.productId),
    variantId: largest(a.variantId, b.variantId),
  };
}

/** Refunds have no `updated_at`; a pending payment can only still succeed, so the larger amount is newer. */
export function mergeRefunds(a: RefundRecord, b: RefundRecord): RefundRecord {
  const order =
    compare(a.amountMinor, b.amountMinor) ||
    compare(b.refundedAt, a.refundedAt) ||
    compare(a.orderId, b.orderId);
  return order >= 0 ? a : b;
}

/** A customer is created once and deleted once: of several tellings the earliest of each holds. */
export function mergeCustomers(a: CustomerRecord, b: CustomerRecord): CustomerRecord {
  return {
    customerId: a.customerId,
    createdAt: Math.min(a.createdAt, b.createdAt),
    deletedAt: earliest(a.deletedAt, b.deletedAt),
    sourceUpdatedAt: Math.max(a.sourceUpdatedAt, b.sourceUpdatedAt),
  };
}

/** The newer telling. A deletion sticks, and leaves what the product is to the tellings that say it. */
function mergeProducts(a: ProductRecord, b: ProductRecord): ProductRecord {
  const order =
    compare(Number(hasContent(a)), Number(hasContent(b))) ||
    compare(a.sourceUpdatedAt, b.sourceUpdatedAt) ||
    compare(a.title, b.title) ||
    compare(a.priceMinor ?? -Infinity, b.priceMinor ?? -Infinity) ||
    compare(a.productType ?? "", b.productType ?? "") ||
    compare(a.vendor ?? "", b.vendor ?? "");
  const newer = order >= 0 ? a : b;
  const deletedAt = earliest(a.deletedAt, b.deletedAt);
  return newer.deletedAt === deletedAt ? newer : { ...newer, deletedAt };
}

/** The newer telling; of two of one second the dearer, so that no drop is made up. */
export function mergeVariants(a: VariantRecord, b: VariantRecord): VariantRecord {
  const order =
    compare(a.sourceUpdatedAt, b.sourceUpdatedAt) ||
    compare(a.priceMinor, b.priceMinor) ||
    compare(a.compareAtMinor ?? -Infinity, b.compareAtMinor ?? -Infinity) ||
    compare(a.productId, b.productId);
  return order >= 0 ? a : b;
}

/** As products: the newer telling with content, and a deletion sticks. */
function mergeCollections(a: CollectionRecord, b: CollectionRecord): CollectionRecord {
  const order =
    compare(Number(isNamed(a)), Number(isNamed(b))) ||
    compare(a.sourceUpdatedAt, b.sourceUpdatedAt) ||
    compare(a.title, b.title) ||
    compare(a.handle, b.handle);
  const newer = order >= 0 ? a : b;
  const deletedAt = earliest(a.deletedAt, b.deletedAt);
  return newer.deletedAt === deletedAt ? newer : { ...newer, deletedAt };
}

/** The newer telling; of two of one instant the later word of the alphabet: "unsubscribed" beats all. */
function mergeConsents(a: ConsentRecord, b: ConsentRecord): ConsentRecord {
  const order = compare(a.sourceUpdatedAt, b.sourceUpdatedAt) || compare(a.state, b.state);
  return order >= 0 ? a : b;
}

const isNamed = (collection: CollectionRecord): boolean =>
  collection.title !== "" || collection.handle !== "";

/** A deletion alone knows nothing of the product. */
const hasContent = (product: ProductRecord): boolean =>
  product.title !== "" || product.priceMinor !== null;

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

function largest(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  return b === null || compare(a, b) >= 0 ? a : b;
}

function compare<T extends number | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
