import type { ParameterVector, PriorTerm } from "./purchase-model.ts";

type Bounds = readonly (readonly [low: number, high: number])[];

interface Prior {
  prior: readonly PriorTerm[];
  typical: ParameterVector;
}

/** Of r and alpha, s and beta. Nobody buys five times a day or once a century on average; weeks. */
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

/**
 * What shops that sell online report. RJMetrics counted the orders of 18 million customers of 176 retailers ("Ecommerce
 * Buyer Behavior", 2015): 32 % order again within a year; of those who order twice 53 % order a third time, of those
 * 64 % a fourth time, and of those who order nine times 83 % a tenth time. These parameters give that, the later
 * orders within two years. Such counts join shops that differ, which looks like customers who differ more.
 */
export const AS_REPORTED = {
  bg: [0.15, 4.3, 0.87, 1.92],
  mbg: [0.6, 7, 1.15, 0.9],
  pareto: [0.8, 11, 1, 5.5],
} as const satisfies Record<string, ParameterVector>;

/**
 * The middle of what the literature takes for usual, where it simulates shops to compare models: Reutterer, Platzer &
 * Schroeder 2020 for r, alpha, a and b, of both beta-geometric models, Fader, Hardie & Lee 2005 for s and beta. They
 * spread each parameter by half its value, or double, to both sides.
 */
const IN_LITERATURE = {
  bg: [0.5, 10, 0.75, 5],
  mbg: [0.5, 10, 0.75, 5],
  pareto: [0.5, 10, 0.5, 10],
} as const satisfies Record<string, ParameterVector>;

/**
 * Standard deviations of logarithms. Shops differ by more than a factor of e in how often customers buy or leave, to
 * either side once in three times; by one of 2 in how much customers differ from each other, about as the two sources
 * do. So thirty customers already decide how often a shop's customers buy, and some hundreds how much they differ.
 */
const RATE_SD = 1;
const SHAPE_SD = 0.7;

export const BG_PRIOR = betaGeometricPrior(between(AS_REPORTED.bg, IN_LITERATURE.bg));
export const MBG_PRIOR = betaGeometricPrior(between(AS_REPORTED.mbg, IN_LITERATURE.mbg));
export const PARETO_PRIOR = paretoPrior(between(AS_REPORTED.pareto, IN_LITERATURE.pareto));

/** The geometric mean of the two sources, which pull in opposite directions. */
function between(one: ParameterVector, other: ParameterVector): ParameterVector {
  const at = (index: 0 | 1 | 2 | 3): number => Math.sqrt(one[index] * other[index]);
  return [at(0), at(1), at(2), at(3)];
}

function betaGeometricPrior(typical: ParameterVector): Prior {
  return {
    typical,
    prior: [
      around(typical, ([r, alpha]) => Math.log(r / alpha), RATE_SD),
      around(typical, ([r]) => Math.log(r), SHAPE_SD),
      around(typical, ([, , a, b]) => Math.log(a / b), SHAPE_SD),
      around(typical, ([, , a, b]) => Math.log(a + b), SHAPE_SD),
    ],
  };
}

function paretoPrior(typical: ParameterVector): Prior {
  return {
    typical,
    prior: [
      around(typical, ([r, alpha]) => Math.log(r / alpha), RATE_SD),
      around(typical, ([r]) => Math.log(r), SHAPE_SD),
      around(typical, ([, , s, beta]) => Math.log(s / beta), RATE_SD),
      around(typical, ([, , s]) => Math.log(s), SHAPE_SD),
    ],
  };
}

function around(typical: ParameterVector, of: PriorTerm["of"], sd: number): PriorTerm {
  return { of, mean: of(typical), sd };
}
