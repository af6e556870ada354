import { listBulkOperations } from "../bulk/bulk-roots.ts";
import type { Customer, Order, Product } from "../state/types.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { connectArray } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { findNode } from "./find-node.ts";
import { parseGid } from "./gid.ts";
import { countResources, listResources } from "./list-resources.ts";
import type { ListArguments } from "./list-resources.ts";
import { toAppNode, toInstallationNode } from "./nodes/app-node.ts";
import { toCustomerNode } from "./nodes/customer-node.ts";
import { toOrderNode } from "./nodes/order-node.ts";
import { toProductNode } from "./nodes/product-node.ts";
import { toShopNode } from "./nodes/shop-node.ts";
import { listSegments } from "./segments.ts";
import { readWebPixel } from "./web-pixels.ts";

const DEFAULT_COUNT_LIMIT = 10_000;

/** Every query that the dev store answers. */
export function createQueryRoot(context: ApiContext): ApiNode {
  const find = (id: string, type: string) =>
    parseGid(id).type === type ? findNode(context, id) : null;
  const count =
    (table: "customers" | "orders" | "products") =>
    (args: { query?: string | null; limit?: number | null }) => {
      const found = countResources(context, table, args.query);
      const limit = args.limit ?? Number.MAX_SAFE_INTEGER;
      return {
        __typename: "Count",
        count: Math.min(found, limit),
        precision: found > limit ? "AT_LEAST" : "EXACT",
      };
    };
  const countUpTo = (table: "customers" | "orders" | "products") => {
    const counted = count(table);
    return (args: { query?: string | null; limit?: number | null }) =>
      counted({ ...args, limit: args.limit === undefined ? DEFAULT_COUNT_LIMIT : args.limit });
  };

  return {
    __typename: "QueryRoot",
    shop: () => toShopNode(context),
    app: (args: { id?: string | null }) =>
      (args.id ?? null) === null ? toAppNode(context) : find(String(args.id), "App"),
    currentAppInstallation: () => toInstallationNode(context),
    // Only subscriptions made through the API are listed, never those of the app's toml.
    webhookSubscriptions: (args: PageArguments) =>
      connectArray("WebhookSubscription", { items: [], args }, () => ({ __typename: "" })),

    customer: (args: { id: string }) => find(args.id, "Customer"),
    customers: (args: ListArguments) =>
      listResources<Customer>(context, {
        table: "customers",
        typeName: "Customer",
        args,
        toNode: (customer) => toCustomerNode(context, customer),
      }),
    customersCount: countUpTo("customers"),

    order: (args: { id: string }) => find(args.id, "Order"),
    orders: (args: ListArguments) =>
      listResources<Order>(context, {
        table: "orders",
        typeName: "Order",
        args,
        toNode: (order) => toOrderNode(context, order),
      }),
    ordersCount: countUpTo("orders"),

    product: (args: { id: string }) => find(args.id, "Product"),
    productVariant: (args: { id: string }) => find(args.id, "ProductVariant"),
    products: (args: ListArguments) =>
      listResources<Product>(context, {
        table: "products",
        typeName: "Product",
        args,
        toNode: (product) => toProductNode(context, product),
      }),
    productsCount: countUpTo("products"),

    collection: (args: { id: string }) => find(args.id, "Collection"),
    segments: (args: PageArguments) => listSegments(context, args),

    bulkOperation: (args: { id: string }) => find(args.id, "BulkOperation"),
    bulkOperations: (args: PageArguments & { query?: string | null; sortKey?: string | null }) =>
      listBulkOperations(context, args),
    webPixel: (args: { id?: string | null }) => readWebPixel(context, args.id),

    node: (args: { id: string }) => findNode(context, args.id),
    nodes: (args: { ids: string[] }) => args.ids.map((id) => findNode(context, id)),
  };
}
