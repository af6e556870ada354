import type pg from "pg";
import { loadMetafieldSetting } from "../db/metafield-settings.ts";
import { allPrefixes, type ShopRow } from "../db/shop.ts";
import { SCORE_FIELDS } from "../pipeline/activate/score-fields.ts";
import { slicesOf } from "../pipeline/shared/slices-of.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { deleteFields, METAFIELDS_PER_CALL } from "../shopify/score-metafields.ts";
import { readCustomerTags, sendTagChanges } from "./tag-requests.ts";

/** Something of ours still stands on a customer in Shopify. */
export class StillThereError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StillThereError";
  }
}

/** A customer's removal costs 11 of the 1,000 points that a request may. */
const CUSTOMERS_AT_ONCE = 20;
const unheard = (): void => undefined;

/**
 * Takes every tag and field of ours off some customers in Shopify, by what stands there and not by what was noted. Of those
 * who are gone from there nothing is left to take off. The caller holds the locks of both writers.
 * @throws StillThereError, AdminApiError
 */
export async function takeOffCustomers(options: {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  customerIds: readonly string[];
}): Promise<void> {
  const { pool, shop, admin } = options;
  const { isOn, definedAt } = await loadMetafieldSetting(pool, shop.shopId);
  const mayHaveFields = isOn || definedAt !== null;
  for (const customerIds of slicesOf(options.customerIds, CUSTOMERS_AT_ONCE)) {
    const asked = { customerIds, prefixes: allPrefixes(shop) };
    const there = await readCustomerTags(admin, asked, unheard);
    await takeOffTags(admin, there);
    if (mayHaveFields) await takeOffFields(admin, [...there.keys()]);
  }
}

async function takeOffTags(admin: AdminApi, there: ReadonlyMap<string, string[]>): Promise<void> {
  const plans = [...there].flatMap(([customerId, remove]) =>
    remove.length === 0 ? [] : [{ customerId, plan: { add: [], remove } }],
  );
  for (const { toRemove } of (await sendTagChanges(admin, plans, unheard)).values()) {
    const [refusal] = toRemove;
    // Who was deleted since they were read carries nothing.
    if (refusal === undefined || /does not exist/i.test(refusal)) continue;
    throw new StillThereError(`Shopify did not take the tags off: ${refusal}`);
  }
}

async function takeOffFields(admin: AdminApi, customerIds: readonly string[]): Promise<void> {
  const fields = customerIds.flatMap((customerId) =>
    SCORE_FIELDS.map((field) => ({ customerId, field })),
  );
  for (const some of slicesOf(fields, METAFIELDS_PER_CALL)) {
    const refusal = await deleteFields(admin, some, unheard);
    if (refusal !== null)
      throw new StillThereError(`Shopify did not take the fields off: ${refusal}`);
  }
}
