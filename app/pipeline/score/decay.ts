import type { MicroPoints } from "./micro-points.ts";

/**
 * What is left of points after so many half-lives (0 or more), to the millionth.
 *
 * It never rises with time, although 2^-x is only right to its last binary digit: one millisecond
 * of the longest half-life a model may have (ten years) lowers the value by 2e-12 of itself, ten
 * thousand times that digit.
 *
 * @example decayPoints(1_000_000, 1) // 500_000
 */
export const decayPoints = (points: MicroPoints, halfLives: number): MicroPoints =>
  Math.round(points * 2 ** -halfLives);
