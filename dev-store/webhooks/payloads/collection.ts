import type { Collection } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime } from "./shop-time.ts";

/** collections/create and collections/update. Neither says which products belong to it. */
export function buildCollectionPayload(shop: PayloadShop, collection: Collection): JsonObject {
  const { timezone } = shop.record;
  return {
    id: numericId(collection.id),
    handle: collection.handle,
    title: collection.title,
    updated_at: formatShopTime(collection.updatedAt, timezone),
    body_html: "",
    published_at: formatShopTime(collection.createdAt, timezone),
    sort_order: "best-selling",
    template_suffix: null,
    published_scope: "web",
    admin_graphql_api_id: `gid://shopify/Collection/${collection.id}`,
  };
}

/** collections/delete. */
export function buildCollectionDeletePayload({ id }: Pick<Collection, "id">): JsonObject {
  return {
    id: numericId(id),
    published_scope: "web",
    admin_graphql_api_id: `gid://shopify/Collection/${id}`,
  };
}
