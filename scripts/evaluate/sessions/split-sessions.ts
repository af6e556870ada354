import { drawPlaces } from "../../../app/pipeline/predict/learned/draw-places.ts";
import { seedRandom } from "../../../app/pipeline/predict/numeric/random.ts";

/** Sessions to learn from, and sessions to judge by. */
export interface SessionSplit {
  learned: Uint32Array;
  judged: Uint32Array;
}

const LEARNED_SHARE = 0.7;

/** A file tells of this many months at least before its last two can be judged: some to learn from, some to choose by. */
const LEAST_MONTHS = 4;
const JUDGED_MONTHS = 2;

/** Seven in ten of the buyers and seven in ten of the others, drawn by chance. */
export function splitStratified(bought: Float64Array, seed: number): SessionSplit {
  const random = seedRandom(seed);
  const isLearned = new Uint8Array(bought.length);
  for (const outcome of [0, 1]) {
    const rows = [...bought.keys()].filter((row) => bought[row] === outcome);
    for (const place of drawPlaces(rows.length, LEARNED_SHARE, random))
      isLearned[rows[place] ?? 0] = 1;
  }
  return splitBy(bought.length, (row) => isLearned[row] === 1);
}

/** The last two months of the year that the file tells of, judged on all before them; null where there are too few. */
export function splitByMonth(
  months: Float64Array,
): (SessionSplit & { judgedMonths: number[] }) | null {
  const ascending = [...new Set(months)].sort((a, b) => a - b);
  if (ascending.length < LEAST_MONTHS) return null;
  const judgedMonths = ascending.slice(-JUDGED_MONTHS);
  const split = splitBy(months.length, (row) => !judgedMonths.includes(months[row] ?? 0));
  return { ...split, judgedMonths };
}

function splitBy(rows: number, isLearned: (row: number) => boolean): SessionSplit {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return { learned: all.filter(isLearned), judged: all.filter((row) => !isLearned(row)) };
}
