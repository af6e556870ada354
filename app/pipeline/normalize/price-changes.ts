import type { PriceChange, VariantRecord } from "../shared/records.ts";
import { mergeVariants } from "./latest-records.ts";

/**
 * The changes of one variant's price that its tellings show: each instant at which the price was first
 * told to be another than before. The same for every order of the tellings and any duplicates; of two
 * prices told for one instant the dearer counts. No or one telling shows no change.
 */
export function readPriceChanges(tellings: Iterable<VariantRecord>): PriceChange[] {
  const byInstant = new Map<number, VariantRecord>();
  for (const telling of tellings) {
    const other = byInstant.get(telling.sourceUpdatedAt);
    byInstant.set(
      telling.sourceUpdatedAt,
      other === undefined ? telling : mergeVariants(other, telling),
    );
  }
  const sorted = [...byInstant.values()].sort((a, b) => a.sourceUpdatedAt - b.sourceUpdatedAt);
  return sorted.flatMap((telling, index): PriceChange[] => {
    const before = sorted[index - 1];
    if (before === undefined || before.priceMinor === telling.priceMinor) return [];
    return [
      {
        variantId: telling.variantId,
        productId: telling.productId,
        changedAt: telling.sourceUpdatedAt,
        fromMinor: before.priceMinor,
        toMinor: telling.priceMinor,
      },
    ];
  });
}

/** What is stored of one variant: its latest telling, and the changes known, the oldest first. */
export interface KnownPrices {
  latest: VariantRecord;
  changes: PriceChange[];
}

/** What new tellings of one variant mean for its stored changes. */
export type PricePlan =
  /** These are new, and those that are stored stay. */
  | { outcome: "add"; changes: PriceChange[] }
  /** One came late and says something new between tellings that are not stored: read them all again. */
  | { outcome: "read-again" };

/** `known`: undefined for a variant that was never told before. */
export function planPriceChanges(
  known: KnownPrices | undefined,
  told: readonly VariantRecord[],
): PricePlan {
  if (known === undefined) return { outcome: "add", changes: readPriceChanges(told) };
  const { latest } = known;
  const newer = told.filter(({ sourceUpdatedAt }) => sourceUpdatedAt > latest.sourceUpdatedAt);
  const isSurprise = told.some(
    (telling) => telling.sourceUpdatedAt <= latest.sourceUpdatedAt && !stoodAt(known, telling),
  );
  if (isSurprise) return { outcome: "read-again" };
  return { outcome: "add", changes: readPriceChanges([latest, ...newer]) };
}

/** Whether a late telling names the price that stood at its instant: all repetitions do. */
function stoodAt({ latest, changes }: KnownPrices, telling: VariantRecord): boolean {
  const last = changes.findLast(({ changedAt }) => changedAt <= telling.sourceUpdatedAt);
  const stood = last?.toMinor ?? changes[0]?.fromMinor ?? latest.priceMinor;
  return stood === telling.priceMinor;
}
