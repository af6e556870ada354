import {
  buildCollectionDeletePayload,
  buildCollectionPayload,
} from "../webhooks/payloads/collection.ts";
import type { Shop } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import type { Collection } from "./types.ts";

type CollectionBook = Pick<
  Shop,
  "createCollection" | "updateCollection" | "deleteCollection" | "collection" | "collections"
>;

/** Collections whose products a merchant chooses; rules that choose them are not imitated. */
export function openCollectionBook(state: ShopState): CollectionBook {
  const { record, customers, collections, products, database, ids } = state;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };
  const require = (id: string): Collection => {
    const collection = collections.get(id);
    if (collection === undefined) throw new Error(`${record.domain} has no collection ${id}.`);
    return collection;
  };
  const checkProducts = (productIds: readonly string[]): void => {
    for (const id of productIds) {
      if (products.get(id) === undefined) throw new Error(`${record.domain} has no product ${id}.`);
    }
  };

  return {
    collection: (id) => collections.get(id),
    collections: () => collections.all(),

    createCollection(input, options) {
      return database.transaction(() => {
        const id = input.id ?? ids("collection");
        if (collections.get(id) !== undefined)
          throw new Error(`Collection ${id} is there already.`);
        const productIds = input.productIds ?? [];
        checkProducts(productIds);
        const change = beginChange(state, options);
        const { handle, title } = input;
        const times = { createdAt: change.at, updatedAt: change.at };
        const collection: Collection = { id, handle, title, productIds, ...times };
        collections.put(collection);
        change.tell("collections/create", () => buildCollectionPayload(payloadShop, collection));
        return collection;
      });
    },

    updateCollection(id, input, options) {
      return database.transaction(() => {
        const before = require(id);
        const productIds = input.productIds ?? before.productIds;
        checkProducts(productIds);
        const change = beginChange(state, options);
        const { handle = before.handle, title = before.title } = input;
        const collection = { ...before, handle, title, productIds, updatedAt: change.at };
        collections.put(collection);
        change.tell("collections/update", () => buildCollectionPayload(payloadShop, collection));
        return collection;
      });
    },

    deleteCollection(id, options) {
      database.transaction(() => {
        require(id);
        const change = beginChange(state, options);
        collections.remove(id);
        change.tell("collections/delete", () => buildCollectionDeletePayload({ id }));
      });
    },
  };
}
