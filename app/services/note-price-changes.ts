import {
  addPriceChanges,
  loadKnownPrices,
  readTellingsOfProducts,
  removePriceChanges,
} from "../db/prices.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { readStoredEvent } from "../pipeline/capture/read-stored-event.ts";
import { normalizeRawEvent } from "../pipeline/normalize/normalize.ts";
import { planPriceChanges, readPriceChanges } from "../pipeline/normalize/price-changes.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { PriceChange, VariantRecord } from "../pipeline/shared/records.ts";

/**
 * Notes when prices changed, from what a batch tells of variants. To be called before the
 * variants themselves are saved. What comes in order is compared with what stood; where a telling comes
 * late and says something new, all tellings of its product are read again from the raw events, so that
 * the changes are those of the whole history whatever the order of arrival.
 */
export async function notePriceChanges(
  db: Queryable,
  shop: ShopRow,
  variants: VariantRecord[],
): Promise<void> {
  if (variants.length === 0) return;
  const { shopId } = shop;
  const tellings = Map.groupBy(variants, ({ variantId }) => variantId);
  const known = await loadKnownPrices(db, shopId, [...tellings.keys()]);
  const changes: PriceChange[] = [];
  const late: VariantRecord[] = [];
  for (const [variantId, told] of tellings) {
    const plan = planPriceChanges(known.get(variantId), told);
    switch (plan.outcome) {
      case "add":
        changes.push(...plan.changes);
        break;
      case "read-again":
        late.push(...told);
        break;
      default:
        assertNever(plan);
    }
  }
  if (late.length > 0) changes.push(...(await readAgain(db, shop, late)));
  await addPriceChanges(db, shopId, changes);
}

/** All changes of some variants from everything ever told of them; the stored ones are removed. */
async function readAgain(
  db: Queryable,
  shop: ShopRow,
  late: VariantRecord[],
): Promise<PriceChange[]> {
  const productIds = [...new Set(late.map(({ productId }) => productId))];
  const rows = await readTellingsOfProducts(db, shop.shopId, productIds);
  const before = rows.flatMap((row) => {
    const stored = { ...readStoredEvent(row), receivedAt: row.receivedAt };
    return normalizeRawEvent({ ...stored, currency: shop.currency }).variants;
  });
  const byVariant = Map.groupBy([...before, ...late], ({ variantId }) => variantId);
  const variantIds = [...new Set(late.map(({ variantId }) => variantId))];
  await removePriceChanges(db, shop.shopId, variantIds);
  return variantIds.flatMap((variantId) => readPriceChanges(byVariant.get(variantId) ?? []));
}
