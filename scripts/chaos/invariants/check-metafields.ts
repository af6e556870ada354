import type pg from "pg";
import type { ChaosShop } from "../world/open-shops.ts";
import { shorten } from "./compare-counts.ts";

/** What the app's metafields say of every customer in Shopify is what it desires: of whom it knows nothing, nothing. */
export async function checkMetafields(
  pool: pg.Pool,
  { open }: { open: Pick<ChaosShop, "shop" | "shopId" | "domain"> },
): Promise<string[]> {
  const { shop, shopId, domain } = open;
  const { rows } = await pool.query<{ customer: string; desired: Record<string, string> }>(
    "SELECT customer_id AS customer, desired FROM metafield_state WHERE shop_id = $1",
    [shopId],
  );
  const desiredOf = new Map(rows.map(({ customer, desired }) => [customer, desired]));
  return shorten(
    [...shop.customers()].flatMap(({ id }) => {
      const [is, shouldBe] = [shop.customerMetafields(id), desiredOf.get(id) ?? {}].map(inWords);
      return is === shouldBe
        ? []
        : [`${domain}: customer ${id}: metafields say [${is}], not [${shouldBe}]`];
    }),
  );
}

const inWords = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${value}`)
    .toSorted()
    .join(", ");
