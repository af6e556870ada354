/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function createSeededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Shuffles each run of `window` elements by itself, so that nothing moves further than a window. */
export function shuffleWithin<T>(items: T[], window: number, random: () => number): T[] {
  const shuffled: T[] = [];
  for (let start = 0; start < items.length; start += window) {
    const run = items.slice(start, start + window);
    while (run.length > 0) shuffled.push(...run.splice(Math.floor(random() * run.length), 1));
  }
  return shuffled;
}
