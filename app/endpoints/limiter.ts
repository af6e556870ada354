/** Counts what each key takes in a window of its own, in memory that has a bound. */
export interface Limiter {
  /** @returns 0: it may go on; else in how many ms it may again */
  take(key: string): number;
  /** The same, and takes nothing. */
  look(key: string): number;
}

/**
 * @param options.points how often a key may take in a window
 * @param options.mostKeys whose windows began longest ago are forgotten where there are more: a limit that many addresses
 * together get round costs less than a memory that they fill
 */
export function createLimiter(options: {
  points: number;
  windowMs: number;
  mostKeys: number;
  clock?: () => number;
}): Limiter {
  const { points, windowMs, mostKeys, clock = () => performance.now() } = options;
  // In the order in which the windows began.
  const windows = new Map<string, { taken: number; endsAt: number }>();
  const forgetOld = (now: number): void => {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now && windows.size < mostKeys) return;
      windows.delete(key);
    }
  };
  return {
    take(key) {
      const now = clock();
      const known = windows.get(key);
      if (known !== undefined && known.endsAt > now) {
        known.taken += 1;
        return known.taken > points ? known.endsAt - now : 0;
      }
      windows.delete(key);
      forgetOld(now);
      windows.set(key, { taken: 1, endsAt: now + windowMs });
      return 0;
    },
    look(key) {
      const now = clock();
      const known = windows.get(key);
      return known !== undefined && known.taken >= points ? Math.max(0, known.endsAt - now) : 0;
    },
  };
}
