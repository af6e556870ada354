import type { ParameterVector, PriorTerm } from "./purchase-model.ts";

type Bounds = readonly (readonly [low: number, high: number])[];
interface Prior {
  prior: readonly PriorTerm[];
  typical: ParameterVector;
}

/** Of r and alpha, s and beta. A rate of 5 a day and one in a century lie within; weeks. */
const SHAPE_BOUNDS = [0.01, 100] as const;
const SCALE_BOUNDS = [0.01, 10_000] as const;
/** Of what leads to leaving: next to nothing, where nobody leaves. */
const LEAVING_BOUNDS = [1e-4, 100] as const;

export const BETA_GEOMETRIC_BOUNDS: Bounds = [
  SHAPE_BOUNDS,
  SCALE_BOUNDS,
  LEAVING_BOUNDS,
  SCALE_BOUNDS,
];
export const PARETO_BOUNDS: Bounds = [SHAPE_BOUNDS, SCALE_BOUNDS, LEAVING_BOUNDS, SCALE_BOUNDS];

/** Two purchases a year of who has not left, within a factor of e. */
const rate: PriorTerm = {
  of: ([r, alpha]) => Math.log(r / alpha),
  mean: Math.log(0.04),
  sd: 1,
};
/** Rates differ much from customer to customer: most published estimates of r lie below 1. */
const shape: PriorTerm = { of: ([r]) => Math.log(r), mean: Math.log(0.5), sd: 0.7 };

const leavingOdds = (mean: number): PriorTerm => ({
  of: ([, , a, b]) => Math.log(a / b),
  mean,
  sd: 0.7,
});
const leavingSize: PriorTerm = {
  of: ([, , a, b]) => Math.log(a + b),
  mean: Math.log(2.5),
  sd: 0.7,
};

export const BG_PRIOR: Prior = {
  prior: [rate, shape, leavingOdds(Math.log(0.5)), leavingSize],
  typical: [0.5, 12.5, 2.5 / 3, 5 / 3],
};
export const MBG_PRIOR: Prior = {
  prior: [rate, shape, leavingOdds(Math.log(0.5)), leavingSize],
  typical: [0.5, 12.5, 2.5 / 3, 5 / 3],
};
export const PARETO_PRIOR: Prior = {
  prior: [
    rate,
    shape,
    { of: ([, , s, beta]) => Math.log(s / beta), mean: Math.log(0.02), sd: 1 },
    { of: ([, , s]) => Math.log(s), mean: Math.log(0.7), sd: 0.7 },
  ],
  typical: [0.5, 12.5, 0.7, 35],
};
