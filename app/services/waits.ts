/** Those who wait, in the order in which they began. */
export interface Waits<T> {
  begin(one: T): void;
  end(one: T): void;
}

/** How much longer than told a wait may last: it is looked so often for those that are over. */
const LATENESS = 1 / 8;

/**
 * Ends waits after their time. One timer looks after all of them, since a process has ten thousand begin in a second.
 * @param waitMs null: they may last
 * @param onLate given those whose time is over, which wait no more
 */
export function createWaits<T>(waitMs: number | null, onLate: (late: T[]) => void): Waits<T> {
  const begun = new Map<T, number>();
  let timer: NodeJS.Timeout | undefined;

  const look = (ms: number): void => {
    const before = performance.now() - ms;
    const late: T[] = [];
    for (const [one, at] of begun) {
      if (at > before) break;
      late.push(one);
    }
    for (const one of late) begun.delete(one);
    if (late.length > 0) onLate(late);
    timer = begun.size > 0 ? setTimeout(look, ms * LATENESS, ms) : undefined;
  };
  return {
    begin(one) {
      if (waitMs === null) return;
      begun.set(one, performance.now());
      timer ??= setTimeout(look, waitMs * LATENESS, waitMs);
    },
    end: (one) => void begun.delete(one),
  };
}
