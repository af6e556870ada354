/**
 * How many letters must be put in, left out, replaced or exchanged with their neighbor to make one word of the other
 * (optimal string alignment, the restricted Damerau-Levenshtein distance).
 */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const next = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1];
      const costs = [
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(beforeLast[column - 2] ?? 0) + 1] : []),
      ];
      next.push(Math.min(...costs));
    }
    beforeLast = last;
    last = next;
  }
  return last[right.length] ?? 0;
}

/** Longer than any word of the language, so that a text without blanks costs no time. */
const LONGEST = 60;

/**
 * The word that was probably meant, the first of several that are as near; null where none is near: one letter in
 * four may be wrong, and never all.
 */
export function nearestWord(written: string, words: readonly string[]): string | null {
  if (written.length > LONGEST) return null;
  let nearest: { word: string; distance: number } | null = null;
  for (const word of words) {
    const distance = editDistance(written, word);
    const allowed = Math.max(1, Math.floor(Math.max(word.length, written.length) / 4));
    if (distance > allowed || distance >= Math.min(word.length, written.length)) continue;
    if (nearest === null || distance < nearest.distance) nearest = { word, distance };
  }
  return nearest?.word ?? null;
}
