import type pg from "pg";
import { z } from "zod";
import { setShowNames } from "../db/shop.ts";
import { readId } from "../pipeline/capture/fields.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { CUSTOMER_NAMES_QUERY } from "../shopify/documents.ts";

export interface CustomerName {
  firstName: string | null;
  lastName: string | null;
}

export type CustomerNames =
  /** By customer id; who has no name, or is gone from Shopify, is left out. */
  | { outcome: "named"; names: Record<string, CustomerName> }
  /** The merchant has not turned names on. */
  | { outcome: "off" }
  /** Shopify has not approved the app for names (protected customer data of level 2). */
  | { outcome: "not-approved" }
  | { outcome: "unavailable" };

/** Shopify takes 250 at once. */
export const NAMES_AT_ONCE = 250;

const NodesSchema = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable() })
      .or(z.object({}))
      .nullable(),
  ),
});

/** The names of customers as Shopify has them at this moment. They are handed on and kept nowhere. */
export async function readCustomerNames(
  admin: AdminApi,
  customerIds: readonly string[],
): Promise<Exclude<CustomerNames, { outcome: "off" }>> {
  if (customerIds.length === 0) return { outcome: "named", names: {} };
  const ids = customerIds.slice(0, NAMES_AT_ONCE).map((id) => `gid://shopify/Customer/${id}`);
  try {
    const { nodes } = await admin.request(CUSTOMER_NAMES_QUERY, { ids }, NodesSchema);
    const names = nodes.flatMap((node): [string, CustomerName][] => {
      if (node === null || !("id" in node)) return [];
      const { id, firstName, lastName } = node;
      return firstName || lastName ? [[readId(id) ?? id, { firstName, lastName }]] : [];
    });
    return { outcome: "named", names: Object.fromEntries(names) };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    const { fault } = error;
    const isDenied = fault.kind === "graphql" && fault.code === "ACCESS_DENIED";
    return { outcome: isDenied ? "not-approved" : "unavailable" };
  }
}

export type ShowNamesOutcome = "shown" | "hidden" | "not-approved" | "unavailable";

/** Turns names on or off; on only where Shopify gives them, so that a merchant learns at once where it does not. */
export async function showCustomerNames(options: {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  /** Somebody to ask about. */
  customerId: string | null;
  isOn: boolean;
}): Promise<ShowNamesOutcome> {
  const { pool, shopId, admin, customerId, isOn } = options;
  if (isOn) {
    const tried = await readCustomerNames(admin, customerId === null ? [] : [customerId]);
    if (tried.outcome !== "named") return tried.outcome;
  }
  await setShowNames(pool, shopId, isOn);
  return isOn ? "shown" : "hidden";
}
