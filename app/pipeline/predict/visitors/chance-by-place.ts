/**
 * A number in [0, 1) that a seed and a place give: the same whatever is asked before it, so that rows can be drawn in
 * any order. The mixing steps are those of MurmurHash3 (Austin Appleby, public domain).
 */
export function chanceAt(seed: number, place: number): number {
  let hash = Math.imul(place ^ Math.imul(seed + 0x9e3779b9, 0x85ebca6b), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
