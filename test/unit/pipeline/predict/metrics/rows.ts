import fc from "fast-check";

/** Few distinct scores, so that most are tied. */
const anyScore = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((score) => score / 4),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

/** Rows of a score and whether it happened. */
export const anyJudged = (minLength = 0) =>
  fc.array(fc.record({ score: anyScore, outcome: fc.constantFrom(0, 1) }), {
    minLength,
    maxLength: 40,
  });

/** Rows of a score and an amount of money. */
export const anySpenders = (minLength = 0) =>
  fc.array(
    fc.record({
      score: anyScore,
      outcome: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 1, max: 1e8 }).map((minor) => minor / 100),
      ),
    }),
    { minLength, maxLength: 60 },
  );

export interface Row {
  score: number;
  outcome: number;
}

export const scoresOf = (rows: Row[]) => Float64Array.from(rows, ({ score }) => score);
export const outcomesOf = (rows: Row[]) => Float64Array.from(rows, ({ outcome }) => outcome);

/** The same rows with those of equal score in another order. */
export function retie(rows: Row[]): Row[] {
  return [...rows].reverse();
}
