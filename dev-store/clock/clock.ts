/** The dev store's time. Everything that has a life or a date in it follows this clock. */
export interface Clock {
  /** ms since 1970, whole. */
  now(): number;
  /** Jumps to `ms`; the speed stays. Every process on the same file sees it within some 5 ms. */
  set(ms: number): void;
  /** 1 = as fast as real time, 0 = standing still, 3600 = an hour a second. */
  setSpeed(speed: number): void;
}
