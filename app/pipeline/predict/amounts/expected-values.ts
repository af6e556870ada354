import type { Snapshot } from "../features/snapshot.ts";

/** What a purchase is worth in a shop, and how far its customers differ. Plain data. */
export interface FittedValue {
  meanMinor: number;
}

export function fitValue(snapshot: Snapshot): FittedValue {
  let revenue = 0;
  let count = 0;
  for (const own of snapshot.purchases) {
    for (const { totalMinor } of own) revenue += totalMinor;
    count += own.length;
  }
  return { meanMinor: count === 0 ? 0 : revenue / count };
}

export const expectedValues = (fitted: FittedValue, snapshot: Snapshot): Float64Array =>
  Float64Array.from(snapshot.purchases, (own) => {
    const revenue = own.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    return (revenue + fitted.meanMinor) / (own.length + 1);
  });
