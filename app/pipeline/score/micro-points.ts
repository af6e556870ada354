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
