import { buildCustomerDeletePayload, buildCustomerPayload } from "../webhooks/payloads/customer.ts";
import type { ChangeOptions, CustomerInput, Shop } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { indexTags } from "./tag-book.ts";
import { replaceTags } from "./tags.ts";
import type { Customer } from "./types.ts";

type CustomerBook = Pick<Shop, "createCustomer" | "updateCustomer" | "deleteCustomer">;

export function openCustomerBook(state: ShopState): CustomerBook {
  const { record, customers, database, ids } = state;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };

  return {
    createCustomer(input: CustomerInput, options?: ChangeOptions) {
      return database.transaction(() => {
        const id = input.id ?? ids("customer");
        if (customers.get(id) !== undefined) throw new Error(`Customer ${id} is there already.`);
        const change = beginChange(state, options, input.createdAt);
        const tags = replaceTags([], input.tags ?? []);
        if ("refused" in tags) throw new Error(tags.refused);
        const customer: Customer = {
          id,
          firstName: input.firstName ?? null,
          lastName: input.lastName ?? null,
          email: input.email ?? null,
          createdAt: Math.floor(input.createdAt ?? change.at),
          updatedAt: change.at,
          tags: tags.tags,
          numberOfOrders: 0,
          amountSpentMinor: 0,
          lastOrderId: null,
        };
        customers.put(customer);
        indexTags(state, { customerId: id, added: tags.tags, removed: [], at: change.at });
        change.tell("customers/create", () => buildCustomerPayload(payloadShop, customer));
        return customer;
      });
    },

    updateCustomer(id, input, options) {
      return database.transaction(() => {
        const before = requireCustomer(state, id);
        const change = beginChange(state, options);
        const customer: Customer = { ...before, ...definedOf(input), updatedAt: change.at };
        customers.put(customer);
        change.tell("customers/update", () => buildCustomerPayload(payloadShop, customer));
        return customer;
      });
    },

    deleteCustomer(id, options) {
      database.transaction(() => {
        const customer = requireCustomer(state, id);
        const row = database
          .statement("SELECT id FROM orders WHERE shop = ? AND customer_id = ? LIMIT 1")
          .get(record.domain, BigInt(id));
        if (row !== undefined) {
          throw new Error(`Customer ${id} has orders; Shopify deletes only customers without any.`);
        }
        const change = beginChange(state, options);
        indexTags(state, { customerId: id, added: [], removed: customer.tags, at: change.at });
        customers.remove(id);
        change.tell("customers/delete", () => buildCustomerDeletePayload({ id }));
      });
    },
  };
}

export function requireCustomer(state: ShopState, id: string): Customer {
  const customer = state.customers.get(id);
  if (customer === undefined) throw new Error(`${state.record.domain} has no customer ${id}.`);
  return customer;
}

function definedOf<T extends object>(input: T): Partial<T> {
  const copy: Partial<T> = { ...input };
  for (const key of Object.keys(input)) {
    if (Reflect.get(input, key) === undefined) Reflect.deleteProperty(copy, key);
  }
  return copy;
}
