import { toBulkNode } from "../bulk/bulk-roots.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import type { Product } from "../state/types.ts";
import { parseGid, toGid } from "./gid.ts";
import { seesOrder } from "./list-resources.ts";
import { toAppNode, toInstallationNode } from "./nodes/app-node.ts";
import { toCollectionNode } from "./nodes/collection-node.ts";
import { toCustomerNode } from "./nodes/customer-node.ts";
import { toOrderNode } from "./nodes/order-node.ts";
import { toProductNode, toVariantNode } from "./nodes/product-node.ts";
import { toShopNode } from "./nodes/shop-node.ts";
import { notImplemented } from "./not-implemented.ts";

/** What a global id names, or null. Direct reads are never late, unlike searches. */
export function findNode(context: ApiContext, gid: string): ApiNode | null {
  const { type, id } = parseGid(gid);
  const { state } = context;
  switch (type) {
    case "Customer": {
      const customer = state.customers.get(id);
      return customer === undefined ? null : toCustomerNode(context, customer);
    }
    case "Order": {
      const order = state.orders.get(id);
      return order === undefined || !seesOrder(context, order) ? null : toOrderNode(context, order);
    }
    case "Product": {
      const product = state.products.get(id);
      return product === undefined ? null : toProductNode(context, product);
    }
    case "Collection": {
      const collection = state.collections.get(id);
      return collection === undefined ? null : toCollectionNode(context, collection);
    }
    case "ProductVariant": {
      const product = findProductOfVariant(context, id);
      const variant = product?.variants.find((candidate) => candidate.id === id);
      return product === undefined || variant === undefined
        ? null
        : toVariantNode(context, { product, variant });
    }
    case "BulkOperation": {
      const operation = context.bulk.get(id);
      return operation === undefined ? null : toBulkNode(context, operation);
    }
    case "Shop":
      return id === state.record.id ? toShopNode(context) : null;
    case "AppInstallation": {
      const installation = toInstallationNode(context);
      return installation?.["id"] === toGid("AppInstallation", id) ? installation : null;
    }
    case "App": {
      const app = toAppNode(context);
      return app["id"] === toGid("App", id) ? app : null;
    }
    default:
      throw notImplemented(`node ${type}`);
  }
}

/** Variants lie in their product's record, and a few thousand products are walked through quickly. */
function findProductOfVariant({ state }: ApiContext, variantId: string): Product | undefined {
  const row = state.database
    .statement(
      `SELECT body FROM products WHERE shop = ? AND EXISTS (
         SELECT 1 FROM json_each(products.body, '$.variants') WHERE json_extract(value, '$.id') = ?)`,
    )
    .get(state.record.domain, variantId);
  return row === undefined ? undefined : JSON.parse(String(row["body"]));
}
