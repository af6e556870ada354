import { sigmoid } from "../learned/sigmoid.ts";
import { HOUR_MS } from "../../shared/time.ts";

/**
 * What is believed of a visitor's intent before a shop has sold anything: the probability to buy within a horizon of an
 * hour or a day, from 0 to 100 points. Chosen, not fitted: of ordinary visits one or two in a hundred end in a purchase,
 * of begun checkouts about a half, and high intent (60 points) lies between. Every purchase that is seen takes from it.
 */
export function believedOfPoints(points: number, horizonMs: number): number {
  const { nothing, perPoint } = horizonMs <= HOUR_MS ? WITHIN_AN_HOUR : WITHIN_A_DAY;
  return sigmoid(nothing + perPoint * points);
}

// Log-odds: 0.5 % without points, 9 % at 60, 44 % at 100; of a day 1 %, 13 % and 46 %.
const WITHIN_AN_HOUR = { nothing: -5.3, perPoint: 0.0505 };
const WITHIN_A_DAY = { nothing: -4.6, perPoint: 0.0445 };
