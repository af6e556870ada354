import {
  buildCustomerRedactPayload,
  buildDataRequestPayload,
} from "../webhooks/payloads/privacy.ts";
import { requireCustomer } from "./customer-book.ts";
import type { Shop } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { indexTags } from "./tag-book.ts";

/** Shopify waits so long before it tells an app to forget a customer. */
const REDACT_AFTER_MS = 10 * 24 * 3600 * 1000;

type PrivacyBook = Pick<Shop, "requestCustomerData" | "redactCustomer" | "eraseCustomer">;

/** What a customer may ask by law. Shopify's own copy stays until it is erased by itself: requests are only passed on. */
export function openPrivacyBook(state: ShopState): PrivacyBook {
  const { record, database, ids } = state;
  const ordersOf = (id: string): string[] =>
    database
      .statement("SELECT CAST(id AS TEXT) AS id FROM orders WHERE shop = ? AND customer_id = ?")
      .all(record.domain, BigInt(id))
      .map((row) => String(row["id"]));

  return {
    requestCustomerData(id, options) {
      const customer = requireCustomer(state, id);
      const request = { customer, orderIds: ordersOf(id), requestId: ids("dataRequest") };
      beginChange(state, options).tell("customers/data_request", () =>
        buildDataRequestPayload(record, request),
      );
    },
    redactCustomer(id, options) {
      const customer = requireCustomer(state, id);
      const change = beginChange(state, options);
      change.tell(
        "customers/redact",
        () => buildCustomerRedactPayload(record, { customer, orderIds: ordersOf(id) }),
        change.at + REDACT_AFTER_MS,
      );
    },
    eraseCustomer(id) {
      return database.transaction(() => {
        const customer = requireCustomer(state, id);
        const orderIds = ordersOf(id);
        for (const orderId of orderIds) {
          const order = state.orders.get(orderId);
          if (order !== undefined) state.orders.put({ ...order, customerId: null });
        }
        const at = state.clock.now();
        indexTags(state, { customerId: id, added: [], removed: customer.tags, at });
        state.customers.remove(id);
        return buildCustomerRedactPayload(record, { customer, orderIds });
      });
    },
  };
}
