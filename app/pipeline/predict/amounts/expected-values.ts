import type { Purchase } from "../features/purchases.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { fitSpend } from "../purchase-models/fit-spend.ts";
import { expectedOrderValue } from "../purchase-models/gamma-gamma.ts";
import type { FittedSpend, SpendHistory } from "../purchase-models/gamma-gamma.ts";
import { sampleEvenly } from "../purchase/sample-evenly.ts";

/** Three parameters do not get better by more customers than this. */
const MOST_CUSTOMERS = 30_000;

/** What a purchase is worth in a shop, and how far its customers differ in that: the gamma-gamma model. */
export function fitValues({ purchases }: Snapshot): FittedSpend {
  const everybody = purchases.map(spendHistory);
  const count = everybody.reduce((sum, each) => sum + each.purchases, 0);
  const revenue = everybody.reduce((sum, each) => sum + each.purchases * each.meanValue, 0);
  // Customers who came back alone tell how far one's own purchases are alike.
  const repeated = everybody.filter((each) => each.purchases > 1);
  return fitSpend(
    sampleEvenly(repeated, MOST_CUSTOMERS),
    count > 0 ? { shopMean: revenue / count } : {},
  );
}

/** What each customer's next purchase is worth, in minor units; row i is the snapshot's row i. */
export const expectedValues = (fitted: FittedSpend, { purchases }: Snapshot): Float64Array =>
  Float64Array.from(purchases, (own) => expectedOrderValue(fitted, spendHistory(own)));

function spendHistory(own: readonly Purchase[]): SpendHistory {
  const revenue = own.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  return { purchases: own.length, meanValue: revenue / Math.max(1, own.length) };
}
