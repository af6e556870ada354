import { buildEmailConsentPayload, buildSmsConsentPayload } from "../webhooks/payloads/consent.ts";
import { buildCustomerPayload } from "../webhooks/payloads/customer.ts";
import { buildMergePayload } from "../webhooks/payloads/customer-merge.ts";
import { requireCustomer } from "./customer-book.ts";
import type { Shop } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { indexTags, writeTags } from "./tag-book.ts";
import type { Customer, Order } from "./types.ts";

type AccountBook = Pick<
  Shop,
  "enableCustomer" | "disableCustomer" | "setMarketingConsent" | "mergeCustomers"
>;

/** What happens to a customer's account: enabled, disabled, asked for consent, merged with another. */
export function openAccountBook(state: ShopState): AccountBook {
  const { record, customers, database } = state;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };

  const setAccount = (accountState: "enabled" | "disabled"): Shop["enableCustomer"] =>
    function setAccountOf(id, options) {
      return database.transaction(() => {
        const before = requireCustomer(state, id);
        if ((before.accountState ?? "disabled") === accountState) return before;
        const change = beginChange(state, options);
        const customer: Customer = { ...before, accountState, updatedAt: change.at };
        customers.put(customer);
        const topic = accountState === "enabled" ? "customers/enable" : "customers/disable";
        change.tell(topic, () => buildCustomerPayload(payloadShop, customer));
        change.tell("customers/update", () => buildCustomerPayload(payloadShop, customer));
        return customer;
      });
    };

  return {
    enableCustomer: setAccount("enabled"),
    disableCustomer: setAccount("disabled"),

    setMarketingConsent(id, { channel, state: word }, options) {
      return database.transaction(() => {
        const before = requireCustomer(state, id);
        const change = beginChange(state, options);
        const consent = { state: word, updatedAt: change.at };
        const isEmail = channel === "email";
        const changed = isEmail ? { emailConsent: consent } : { smsConsent: consent };
        const customer: Customer = { ...before, ...changed, updatedAt: change.at };
        customers.put(customer);
        const told = { customer, consent };
        if (isEmail) {
          change.tell("customers_email_marketing_consent/update", () =>
            buildEmailConsentPayload(payloadShop, told),
          );
        } else {
          change.tell("customers_marketing_consent/update", () =>
            buildSmsConsentPayload(payloadShop, told),
          );
        }
        return customer;
      });
    },

    mergeCustomers({ keptId, deletedId, failure = null }, options) {
      return database.transaction(() => {
        const kept = requireCustomer(state, keptId);
        const gone = requireCustomer(state, deletedId);
        if (keptId === deletedId)
          throw new Error(`Customer ${keptId} cannot be merged with itself.`);
        const change = beginChange(state, options);
        const merge = { keptId, deletedId, failure };
        if (failure === null) {
          const tagged = writeTags(
            state,
            { customerId: keptId, how: "add", tags: gone.tags },
            options,
          );
          if ("refused" in tagged) throw new Error(tagged.refused);
          moveOrders(state, { from: deletedId, to: keptId });
          const merged = joinCustomers(requireCustomer(state, keptId), gone, change.at);
          customers.put(merged);
          indexTags(state, { customerId: deletedId, added: [], removed: gone.tags, at: change.at });
          customers.remove(deletedId);
          change.tell("customers/update", () => buildCustomerPayload(payloadShop, merged));
        }
        change.tell("customers/merge", () => buildMergePayload(merge));
        return customers.get(keptId) ?? kept;
      });
    },
  };
}

/** Their statistics together. The earlier of the two has been the shop's customer all along. */
function joinCustomers(kept: Customer, gone: Customer, at: number): Customer {
  return {
    ...kept,
    email: kept.email ?? gone.email,
    firstName: kept.firstName ?? gone.firstName,
    lastName: kept.lastName ?? gone.lastName,
    numberOfOrders: kept.numberOfOrders + gone.numberOfOrders,
    amountSpentMinor: kept.amountSpentMinor + gone.amountSpentMinor,
    lastOrderId: kept.lastOrderId ?? gone.lastOrderId,
    updatedAt: at,
  };
}

/** In silence: whether Shopify tells of each order that changes hands is not documented. */
function moveOrders(state: ShopState, { from, to }: { from: string; to: string }): void {
  const rows = state.database
    .statement("SELECT body FROM orders WHERE shop = ? AND customer_id = ?")
    .all(state.record.domain, BigInt(from));
  for (const row of rows) {
    const order: Order = JSON.parse(String(row["body"]));
    state.orders.put({ ...order, customerId: to });
  }
}
