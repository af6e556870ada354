import type { StoredAboutRow } from "../db/about-rows.ts";
import { loadPricesOfProducts } from "../db/prices.ts";
import type { Queryable } from "../db/transaction.ts";
import { priceAt, readPriceSteps } from "../pipeline/normalize/price-steps.ts";
import type { AboutRow } from "../pipeline/segment/situation.ts";

const PRODUCT = "product:";

/** Looks with the price that their product had at each of them; 0 where their instants were not asked for. */
export async function valueLooks(
  db: Queryable,
  shopId: number,
  looks: ReadonlyMap<number, readonly StoredAboutRow[]>,
): Promise<Map<number, AboutRow[]>> {
  const productIds = new Set<string>();
  for (const rows of looks.values()) {
    for (const { instants, about } of rows) {
      if (instants !== null && about.startsWith(PRODUCT))
        productIds.add(about.slice(PRODUCT.length));
    }
  }
  const prices = await loadPricesOfProducts(db, shopId, [...productIds]);
  const steps = new Map(
    [...prices].map(([id, known]) => [`${PRODUCT}${id}`, readPriceSteps(known)]),
  );
  const valueOf = (about: string, instants: readonly number[]): number => {
    const known = steps.get(about) ?? [];
    return instants.reduce((sum, at) => sum + priceAt(known, at), 0);
  };
  return new Map(
    [...looks].map(([profileId, rows]) => [
      profileId,
      rows.map(({ signal, trust, about, slot, count, firstAt, lastAt, instants }) => {
        const value = instants === null ? 0 : valueOf(about, instants);
        return { signal, trust, about, slot, count, firstAt, lastAt, value };
      }),
    ]),
  );
}
