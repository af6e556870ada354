import type { Random } from "../numeric/random.ts";
import type { GroupedHistories } from "./grouped-histories.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/** The four parameters of a model in their order. */
export type ParameterVector = readonly [number, number, number, number];

/** What is said of a customer's next weeks, for however many are asked for: what hangs on the past alone is computed once. */
export interface PurchaseCourse {
  /** The chance of at least one purchase, 0..1. */
  probability(weeks: number): number;
  /** Mean number of purchases, at least the chance of one. */
  expected(weeks: number): number;
}

/** Something that is known beforehand of the parameters: normally distributed, in logarithms. */
export interface PriorTerm {
  of: (vector: ParameterVector) => number;
  mean: number;
  sd: number;
}

/** One way in which customers buy and leave. Each takes its parameters as a vector, all positive. */
export interface PurchaseModel {
  bounds: readonly (readonly [low: number, high: number])[];
  prior: readonly PriorTerm[];
  /** The parameters in which each term of the prior is at its mean. */
  typical: ParameterVector;
  logLikelihood(vector: ParameterVector, histories: GroupedHistories): number;
  courseOf(vector: ParameterVector, history: RepeatHistory): PurchaseCourse;
  /** Gives numbers of purchases of one customer in the next weeks, drawn by chance, as many as are asked for. */
  orderDrawer(
    vector: ParameterVector,
    history: RepeatHistory,
    weeks: number,
  ): (random: Random) => number;
}
