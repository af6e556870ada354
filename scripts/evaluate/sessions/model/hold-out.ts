import { drawPlaces } from "../../../../app/pipeline/predict/learned/draw-places.ts";
import type { Random } from "../../../../app/pipeline/predict/numeric/random.ts";

/** Rows to learn from, and rows to judge on what was learned from them. */
export interface HeldOut {
  learned: Uint32Array;
  held: Uint32Array;
}

/** At least this share of the rows is judged on where time goes on: enough of them, and not all one season. */
const LATER_SHARE = 1 / 4;

/** So many parts where what comes is like what was: each row is judged on once. */
const PARTS = 3;

/**
 * Splits of the rows that are like the time to come: each of the last periods is judged on what came before it, from the
 * period on with which a quarter of the rows lies ahead. `periods` are numbers that ascend with time. Where there is no
 * earlier period there is nothing to learn from, and no split.
 */
export function holdOutLater(periods: Float64Array): HeldOut[] {
  const ascending = [...new Set(periods)].sort((a, b) => a - b);
  const places = Uint32Array.from(periods.keys());
  const held: HeldOut[] = [];
  let rows = 0;
  for (const period of ascending.slice(1).reverse()) {
    if (rows >= LATER_SHARE * periods.length) break;
    const split = {
      learned: places.filter((place) => (periods[place] ?? 0) < period),
      held: places.filter((place) => periods[place] === period),
    };
    rows += split.held.length;
    held.unshift(split);
  }
  return held;
}

/** Splits into three parts by chance, each judged on what was learned from the other two. */
export function holdOutParts(rows: number, random: Random): HeldOut[] {
  const parts = new Uint8Array(rows);
  let left = Uint32Array.from(parts.keys());
  for (let part = PARTS - 1; part > 0; part -= 1) {
    const drawn = new Set(drawPlaces(left.length, 1 / (part + 1), random));
    for (const place of drawn) parts[left[place] ?? 0] = part;
    left = left.filter((_, place) => !drawn.has(place));
  }
  const places = Uint32Array.from(parts.keys());
  return Array.from({ length: PARTS }, (_, part) => ({
    learned: places.filter((place) => parts[place] !== part),
    held: places.filter((place) => parts[place] === part),
  })).filter(({ learned, held }) => learned.length > 0 && held.length > 0);
}
