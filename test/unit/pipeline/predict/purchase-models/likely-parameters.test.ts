import { expect, test } from "vitest";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { scenarioDrawer } from "../../../../../app/pipeline/predict/purchase-models/draw-scenario.ts";
import type { FittedPurchases } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { likelyParameters } from "../../../../../app/pipeline/predict/purchase-models/likely-parameters.ts";
import type { ParameterVector } from "../../../../../app/pipeline/predict/purchase-models/purchase-model.ts";

const covariance = [
  [0.09, 0.04, 0, 0.01],
  [0.04, 0.08, 0.02, 0],
  [0, 0.02, 0.16, 0.05],
  [0.01, 0, 0.05, 0.25],
];

const fitted: FittedPurchases = {
  model: "pareto-nbd",
  parameters: { r: 0.5, alpha: 10, s: 0.6, beta: 12 },
  covariance,
  penalty: 1,
  logLikelihood: -100,
  customers: 50,
  repeatCustomers: 20,
  basis: "data",
  isDropoutIdentified: true,
};

/** Mean and covariance of the logarithms must be those of the fit, to so many digits. */
function expectSpread(vectors: ParameterVector[], digits: number): void {
  const logs = vectors.map((vector) => vector.map(Math.log));
  const meanOf = (of: (row: number[]) => number): number =>
    logs.reduce((sum, row) => sum + of(row), 0) / logs.length;
  const best = [0.5, 10, 0.6, 12].map(Math.log);
  best.forEach((log, i) => {
    expect(meanOf((row) => (row[i] ?? NaN) - log)).toBeCloseTo(0, digits);
    covariance[i]?.forEach((value, j) => {
      const product = meanOf(
        (row) => ((row[i] ?? NaN) - log) * ((row[j] ?? NaN) - (best[j] ?? NaN)),
      );
      expect(product).toBeCloseTo(value, digits);
    });
  });
}

test("The likely parameters have the mean and the covariance of the fit.", () => {
  const vectors = likelyParameters(fitted);
  expect(vectors).toHaveLength(8);
  expectSpread(vectors, 10);
});

test("Drawn scenarios have them too, with a pace as far from 1 as the drift.", () => {
  const next = scenarioDrawer(fitted, { random: seedRandom(3), drift: 0.2 });
  const scenarios = Array.from({ length: 100_000 }, next);
  expectSpread(
    scenarios.map(({ vector }) => vector),
    2,
  );
  const paces = scenarios.map(({ pace }) => Math.log(pace) ** 2);
  expect(Math.sqrt(paces.reduce((sum, square) => sum + square, 0) / paces.length)).toBeCloseTo(
    0.2,
    2,
  );
});

test("Plain maximum likelihood has one set of parameters, its own.", () => {
  expect(likelyParameters({ ...fitted, penalty: 0 })).toEqual([[0.5, 10, 0.6, 12]]);
});
