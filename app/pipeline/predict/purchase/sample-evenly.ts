/** At most about `most` of the items, evenly over the whole list: the same for the same list. */
export function sampleEvenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.ceil(items.length / most);
  return step <= 1 ? items : items.filter((_, index) => index % step === 0);
}

/** Customers to learn from at most, evenly over all: learning from a hundred thousand takes minutes and gigabytes. */
export const MOST_LEARNED_FROM = 20_000;
