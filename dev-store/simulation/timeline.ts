export interface Timeline<T> {
  add(entry: T): void;
  /** The earliest entry; of one instant the one that was added first. */
  take(): T | undefined;
}

/** Entries by time. A sorted array: a few hundred shoppers need no more. */
export function createTimeline<T extends { at: number }>(): Timeline<T> {
  // Latest first, so that taking the earliest moves nothing.
  const entries: T[] = [];
  return {
    add(entry) {
      let low = 0;
      let high = entries.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((entries[middle]?.at ?? 0) > entry.at) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, entry);
    },
    take: () => entries.pop(),
  };
}
