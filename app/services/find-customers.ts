import type pg from "pg";
import { z } from "zod";
import { findCustomerOfOrder } from "../db/orders.ts";
import { readId } from "../pipeline/capture/fields.ts";
import type { AdminApiFailure } from "../pipeline/shared/api-fault.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { FIND_CUSTOMERS_QUERY, FIND_ORDERS_QUERY } from "../shopify/documents.ts";

export type CustomerSearch =
  /** Nothing is searched for. */
  | { outcome: "all" }
  /** Those whose id begins so. */
  | { outcome: "id-prefix"; idPrefix: string }
  /** These, as Shopify found them or by an order. `isCut`: Shopify finds more than are asked for. */
  | { outcome: "found"; ids: string[]; isCut: boolean }
  /** Shopify did not answer, or not this question. */
  | { outcome: "not-searched"; fault: AdminApiFailure["kind"] };

/** So many are asked for: who looks for one person among more types another word. */
const FOUND_AT_MOST = 50;

const CustomersSchema = z.object({
  customers: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});

const OrdersSchema = z.object({
  orders: z.object({
    nodes: z.array(z.object({ customer: z.object({ id: z.string() }).nullable() })),
  }),
});

/**
 * Whom a merchant means: digits are a customer's or an order's id, "#1001" an order, everything else is asked of Shopify's
 * own search at this moment (names, emails, tags, its syntax). What was typed and found is kept nowhere.
 */
export async function findCustomers(options: {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  text: string;
}): Promise<CustomerSearch> {
  const { pool, shopId, admin } = options;
  const text = options.text.trim();
  if (text === "") return { outcome: "all" };
  if (/^\d{1,20}$/.test(text)) {
    const customerId = await findCustomerOfOrder(pool, shopId, text);
    return customerId === null
      ? { outcome: "id-prefix", idPrefix: text }
      : { outcome: "found", ids: [customerId], isCut: false };
  }
  try {
    return found(await (text.startsWith("#") ? findByOrder(admin, text) : findByText(admin, text)));
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return { outcome: "not-searched", fault: error.failure.kind };
  }
}

async function findByText(admin: AdminApi, query: string): Promise<string[]> {
  const variables = { first: FOUND_AT_MOST + 1, query };
  const { customers } = await admin.request(FIND_CUSTOMERS_QUERY, variables, CustomersSchema);
  return customers.nodes.map(({ id }) => id);
}

async function findByOrder(admin: AdminApi, name: string): Promise<string[]> {
  // Quoted, so that nothing in it is syntax.
  const query = `name:"${name.replace(/["\\]/g, "")}"`;
  const variables = { first: FOUND_AT_MOST + 1, query };
  const { orders } = await admin.request(FIND_ORDERS_QUERY, variables, OrdersSchema);
  return orders.nodes.flatMap(({ customer }) => customer?.id ?? []);
}

function found(gids: string[]): CustomerSearch {
  const ids = [...new Set(gids.flatMap((gid) => readId(gid) ?? []))];
  const isCut = ids.length > FOUND_AT_MOST;
  return { outcome: "found", ids: ids.slice(0, FOUND_AT_MOST), isCut };
}
