/**
 * Points as whole millionths: sums of integers are exact, so a score can equal the sum of its
 * contributions to the last digit, on any machine and in any order of addition.
 */
export type MicroPoints = number;

export const MICRO_PER_POINT = 1_000_000;

/** No score is higher: 100 points. */
export const MAX_SCORE: MicroPoints = 100 * MICRO_PER_POINT;

/** Points as written in a model (62.5) to whole millionths. */
export const toMicro = (points: number): MicroPoints => Math.round(points * MICRO_PER_POINT);

/**
 * Points for a reader, with one decimal: 61_990_000 gives "61.9". Rounded down, so that a score
 * just under a threshold never reads as if it had reached it.
 */
export const formatPoints = (points: MicroPoints): string =>
  (Math.floor(points / (MICRO_PER_POINT / 10)) / 10).toFixed(1);
