import { openDefinitionStore } from "../admin-api/definition-store.ts";
import { toGid } from "../admin-api/gid.ts";
import { openMetafieldStore } from "../admin-api/metafield-store.ts";
import { openFlowBook } from "../flow/flow-book.ts";
import type { FlowExtensions } from "../flow/read-flow-extensions.ts";
import type { AppLifecycle } from "../oauth/app-lifecycle.ts";
import { openAccountBook } from "./account-book.ts";
import { openCartBook } from "./cart-book.ts";
import { openCollectionBook } from "./collection-book.ts";
import { openCustomerBook } from "./customer-book.ts";
import { openOrderBook } from "./order-book.ts";
import { openPrivacyBook } from "./privacy-book.ts";
import { openProductBook } from "./product-book.ts";
import type { Shop } from "./shop.ts";
import type { ShopState } from "./shop-state.ts";
import { writeTags } from "./tag-book.ts";
import { openSegmentBook } from "./segment-book.ts";
import { openThemeBook } from "./theme-book.ts";
import type { AppConfig } from "./types.ts";

/** Puts the parts of one shop together. */
export function createShopHandle(
  state: ShopState,
  { lifecycle, ...deployed }: { lifecycle: AppLifecycle; app: AppConfig; flow: FlowExtensions },
): Shop {
  const { record, database, customers, products, orders } = state;
  const carts = openCartBook(state);
  const ofShop = { shop: record.domain, ids: state.ids };
  const metafields = openMetafieldStore(database, ofShop);

  return {
    record,
    domain: record.domain,
    plan: record.plan,
    currency: record.currency,
    timezone: record.timezone,
    ...openCustomerBook(state),
    ...openAccountBook(state),
    ...openProductBook(state),
    ...openCollectionBook(state),
    ...openSegmentBook(state),
    ...carts,
    ...openOrderBook(state, carts),
    ...openPrivacyBook(state),
    ...openThemeBook(state),
    ...openFlowBook(state, deployed),
    ...lifecycle,

    customer: (id) => customers.get(id),
    findCustomer(email) {
      const row = database
        .statement(
          `SELECT body FROM customers WHERE shop = ? AND lower(body ->> '$.email') = lower(?)
           ORDER BY id LIMIT 1`,
        )
        .get(record.domain, email);
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    product: (id) => products.get(id),
    order: (id) => orders.get(id),
    customers: () => customers.all(),
    products: () => products.all(),
    orders: () => orders.all(),
    counts: () => ({
      customers: customers.count(),
      products: products.count(),
      orders: orders.count(),
    }),

    customerTags: (id) => customers.get(id)?.tags ?? [],
    setCustomerTags(id, tags, options) {
      const outcome = writeTags(state, { customerId: id, how: "replace", tags }, options);
      if ("refused" in outcome) throw new Error(outcome.refused);
      if ("unknown" in outcome) throw new Error(`${record.domain} has no customer ${id}.`);
      return outcome.customer.tags;
    },

    customerMetafields: (id) =>
      Object.fromEntries(
        metafields
          .of(toGid("Customer", id))
          .filter(({ namespace }) => namespace.startsWith("app--"))
          .map(({ key, value }) => [key, value]),
      ),
    metafieldDefinitions: () => openDefinitionStore(database, ofShop).all(),

    batch: (work) => database.transaction(work),
  };
}
