/**
 * What is chosen by trial: the usual choice, unless another errs less by a telling share of its loss; of those the one
 * that errs least, the first of equal ones. Smaller differences are chance, and change with the season.
 */
export function chooseByTrial<Choice>(input: {
  usual: Choice;
  others: readonly Choice[];
  lossOf: (choice: Choice) => number;
  /** Between 0 and 1. */
  telling: number;
}): Choice {
  const { usual, others, lossOf, telling } = input;
  let chosen = usual;
  let least = lossOf(usual) * (1 - telling);
  for (const other of others) {
    const loss = lossOf(other);
    if (loss >= least) continue;
    chosen = other;
    least = loss;
  }
  return chosen;
}

/** Half a percent of a loss is the least that anybody would notice. */
export const LEAST_TELLING = 0.005;

/** By what share of the loss a model must be better, where so many rows had the rarer outcome: chance goes by their root. */
export const tellingAmong = (rarer: number): number =>
  Math.max(LEAST_TELLING, 0.5 / Math.sqrt(rarer));
