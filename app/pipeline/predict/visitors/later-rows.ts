import { takeRows, takeValues } from "../learned/columns.ts";
import { softplus } from "../learned/sigmoid.ts";
import type { LearningRows } from "./learning-rows.ts";

/** The share of the rows, the earliest ones, that a model is fitted to where it is tried on the rest. */
const EARLIER_SHARE = 0.8;

/** Parts rows by time: what is chosen about a model is chosen by how it does on the later ones. */
export function splitByTime(rows: LearningRows): { earlier: LearningRows; later: LearningRows } {
  const border = rows.at.toSorted()[Math.floor(rows.at.length * EARLIER_SHARE)] ?? Infinity;
  const places = Uint32Array.from(rows.at.keys());
  return {
    earlier: takeLearningRows(
      rows,
      places.filter((place) => (rows.at[place] ?? 0) < border),
    ),
    later: takeLearningRows(
      rows,
      places.filter((place) => (rows.at[place] ?? 0) >= border),
    ),
  };
}

/** Every second, third … row, so that no more than `most` are left. */
export function thinOutLearning(rows: LearningRows, most: number): LearningRows {
  const step = Math.ceil(rows.at.length / most);
  if (step <= 1) return rows;
  return takeLearningRows(
    rows,
    Uint32Array.from(rows.at.keys()).filter((place) => place % step === 0),
  );
}

/** The log loss of rows whose log-odds are told, in all, each row by its weight. */
export function weightedLoss(
  logOdds: Float64Array,
  { outcomes, weights }: Pick<LearningRows, "outcomes" | "weights">,
): number {
  let loss = 0;
  for (let row = 0; row < logOdds.length; row += 1) {
    const odds = logOdds[row] ?? 0;
    loss += (weights[row] ?? 0) * (softplus(odds) - (outcomes[row] ?? 0) * odds);
  }
  return loss;
}

const takeLearningRows = (rows: LearningRows, places: Uint32Array): LearningRows => ({
  at: takeValues(rows.at, places),
  columns: takeRows(rows.columns, places),
  outcomes: takeValues(rows.outcomes, places),
  weights: takeValues(rows.weights, places),
});
