import type pg from "pg";
import type { Shop } from "../../../dev-store/state/shop.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { shorten } from "./compare-counts.ts";

/** Ids of the dev store are never given twice, in whatever shop: one in another shop's row was seen by the wrong one. */
const IDS = String.raw`\d{13}`;

/** No row of a shop, in whatever table, names a customer, an order or a product of another. */
export async function checkIsolation(
  pool: pg.Pool,
  shops: readonly ChaosShop[],
): Promise<string[]> {
  const ownerOf = new Map(
    shops.flatMap(({ shop, shopId }) => idsOf(shop).map((id) => [id, shopId])),
  );
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND column_name = 'shop_id' AND table_type = 'BASE TABLE'`,
  );
  const wrong: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ shopId: number; id: string }>(
      `SELECT DISTINCT shop_id AS "shopId", found[1] AS id
       FROM ${name} AS told, regexp_matches(row_to_json(told)::text, '(${IDS})', 'g') AS found`,
    );
    for (const { shopId, id } of rows) {
      const owner = ownerOf.get(id);
      if (owner !== undefined && owner !== shopId)
        wrong.push(`${name}: a row of shop ${shopId} names ${id}, which is shop ${owner}'s`);
    }
  }
  return shorten(wrong);
}

function idsOf(shop: Shop): string[] {
  return [shop.customers(), shop.orders(), shop.products()].flatMap((records) =>
    [...records].map(({ id }) => id),
  );
}
