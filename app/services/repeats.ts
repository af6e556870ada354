/** How long after a repeated delivery others are expected: where answers come late, many are sent again. */
const EXPECTED_MS = 1000;
/** More shops than these are forgotten together. */
const MOST = 10_000;

/** Remembers of which shops something came a second time just now. `now` is in milliseconds of any clock that does not go back. */
export interface Repeats {
  note(shopId: number, now: number): void;
  areExpected(shopId: number, now: number): boolean;
}

export function createRepeats(): Repeats {
  const until = new Map<number, number>();
  return {
    note(shopId, now) {
      if (until.size >= MOST) until.clear();
      until.set(shopId, now + EXPECTED_MS);
    },
    areExpected: (shopId, now) => now < (until.get(shopId) ?? 0),
  };
}
