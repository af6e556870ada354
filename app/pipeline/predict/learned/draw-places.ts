import type { Random } from "../numeric/random.ts";

/**
 * A share of the places 0, 1, … below `count`, drawn without replacement, ascending (selection sampling, Knuth 3.4.2 S):
 * every subset of that size is equally likely. At least one, where there is any.
 */
export function drawPlaces(count: number, share: number, random: Random): Uint32Array {
  const size = Math.min(count, Math.max(1, Math.round(share * count)));
  const drawn = new Uint32Array(size);
  let taken = 0;
  for (let place = 0; taken < size; place += 1)
    if (random() * (count - place) < size - taken) drawn[taken++] = place;
  return drawn;
}
