import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fitLogisticRegression,
  predictLogisticColumns,
} from "../../../../../app/pipeline/predict/learned/logistic-regression.ts";
import type { LogisticModel } from "../../../../../app/pipeline/predict/learned/logistic-regression.ts";
import {
  fitRidgeRegression,
  predictRidgeColumns,
} from "../../../../../app/pipeline/predict/learned/ridge-regression.ts";
import type { RidgeModel } from "../../../../../app/pipeline/predict/learned/ridge-regression.ts";
import { sigmoid } from "../../../../../app/pipeline/predict/learned/sigmoid.ts";
import { standardizeColumns } from "../../../../../app/pipeline/predict/learned/standardize.ts";
import { anyTable, oneRow, plant, shuffle } from "./tables.ts";

const probabilityOf = (model: LogisticModel, ...values: number[]): number =>
  predictLogisticColumns(model, oneRow(...values))[0] ?? NaN;
const amountOf = (model: RidgeModel, ...values: number[]): number =>
  predictRidgeColumns(model, oneRow(...values))[0] ?? NaN;

/** The linear form of one row by definition. */
function formOf(model: LogisticModel | RidgeModel, columns: Float64Array[], row: number): number {
  const { standardizer, intercept, coefficients } = model;
  const standardized = standardizeColumns(standardizer, columns);
  return coefficients.reduce(
    (sum, coefficient, feature) => sum + coefficient * (standardized[feature]?.[row] ?? 0),
    intercept,
  );
}

/** The standard error of the log-odds of one row, from how little the coefficients are known. */
function errorOf({ standardizer, covariance }: LogisticModel, ...values: number[]): number {
  const row = [
    1,
    ...standardizeColumns(standardizer, oneRow(...values)).map(([value = 0]) => value),
  ];
  let variance = 0;
  for (const [i, left] of row.entries())
    for (const [j, right] of row.entries()) variance += left * right * (covariance[i]?.[j] ?? 0);
  return Math.sqrt(Math.max(0, variance));
}

/** Hours of study and whether the examination was passed, a textbook's example with published estimates. */
const HOURS = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

test("Next to no penalty gives the published maximum likelihood estimates and standard error.", () => {
  const model = fitLogisticRegression({
    columns: [Float64Array.from(HOURS)],
    outcomes: PASSED,
    penalty: 1e-9,
  });
  const deviation = model.standardizer.deviations[0] ?? NaN;
  const slope = (model.coefficients[0] ?? NaN) / deviation;
  expect(slope).toBeCloseTo(1.5046, 4);
  expect(model.intercept - slope * (model.standardizer.means[0] ?? NaN)).toBeCloseTo(-4.0777, 4);
  expect(Math.sqrt(model.covariance[1]?.[1] ?? NaN) / deviation).toBeCloseTo(0.6287, 4);
  expect(probabilityOf(model, 2)).toBeCloseTo(0.2556, 3);
});

test("At the fitted coefficients the penalized likelihood is flat in every direction.", () => {
  fc.assert(
    fc.property(anyTable, fc.double({ min: 0.01, max: 100, noNaN: true }), (table, penalty) => {
      const { columns, outcomes } = table;
      const model = fitLogisticRegression({ columns, outcomes, penalty });
      if (new Set(outcomes).size < 2) return;
      const errors = predictLogisticColumns(model, columns).map(
        (probability, row) => probability - (outcomes[row] ?? 0),
      );
      expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 5);
      for (const [feature, column] of standardizeColumns(model.standardizer, columns).entries()) {
        const slope = column.reduce((sum, value, row) => sum + value * (errors[row] ?? 0), 0);
        expect(slope + penalty * (model.coefficients[feature] ?? NaN)).toBeCloseTo(0, 5);
      }
    }),
  );
});

test("A planted log-odds is found again, within its own standard errors, and a feature without effect has next to none.", () => {
  const { columns, outcomes } = plant({ rows: 8000, features: 3 }, ([a = 0, b = 0]) =>
    sigmoid(-1 + 2 * a - b),
  );
  const { coefficients, covariance, standardizer } = fitLogisticRegression({ columns, outcomes });
  for (const [feature, planted] of [2, -1, 0].entries()) {
    const found = (coefficients[feature] ?? NaN) / (standardizer.deviations[feature] ?? NaN);
    const error =
      Math.sqrt(covariance[feature + 1]?.[feature + 1] ?? NaN) /
      (standardizer.deviations[feature] ?? NaN);
    expect(Math.abs(found - planted)).toBeLessThan(3 * error);
    expect(error).toBeLessThan(0.07);
  }
});

test("Data that a feature separates perfectly gives finite coefficients, smaller ones under a larger penalty.", () => {
  const columns = [Float64Array.from({ length: 40 }, (_, row) => row)];
  const outcomes = Float64Array.from({ length: 40 }, (_, row) => (row < 20 ? 0 : 1));
  const [loose = NaN, tight = NaN] = [0.001, 10].map(
    (penalty) => fitLogisticRegression({ columns, outcomes, penalty }).coefficients[0],
  );
  expect(Number.isFinite(loose)).toBe(true);
  expect(tight).toBeGreaterThan(0);
  expect(loose).toBeGreaterThan(2 * tight);
});

test("A weight of two is the same as the row told twice, a weight of none as its absence.", () => {
  // Scales are the rows' whatever they weigh; next to no penalty leaves a line that no scale changes.
  const penalty = 1e-7;
  const weighted = fitLogisticRegression({
    columns: [Float64Array.of(1, 2, 3, 4, 5, 9)],
    outcomes: [0, 1, 0, 1, 1, 0],
    weights: [1, 1, 1, 1, 2, 0],
    penalty,
  });
  const told = fitLogisticRegression({
    columns: [Float64Array.of(1, 2, 3, 4, 5, 5)],
    outcomes: [0, 1, 0, 1, 1, 1],
    penalty,
  });
  for (const value of [1, 2.5, 5])
    expect(probabilityOf(weighted, value)).toBeCloseTo(probabilityOf(told, value), 5);
});

test("Within its error log-odds are those that were planted, and ten times the rows make the error about three times smaller.", () => {
  const errorAfter = (rows: number) => {
    const { columns, outcomes } = plant({ rows, features: 2 }, ([a = 0]) => sigmoid(a));
    const model = fitLogisticRegression({ columns, outcomes });
    const error = errorOf(model, 0.5, 0.5);
    expect(error).toBeGreaterThan(0);
    expect(Math.abs(formOf(model, oneRow(0.5, 0.5), 0) - 0.5)).toBeLessThan(3 * error);
    return error;
  };
  expect(errorAfter(300) / errorAfter(3000)).toBeCloseTo(Math.sqrt(10), 0);
});

test("Ridge regression solves its penalized least squares, and finds a planted line.", () => {
  fc.assert(
    fc.property(anyTable, fc.double({ min: 0.01, max: 100, noNaN: true }), (table, penalty) => {
      const targets = table.outcomes.map((outcome, row) => 3 * outcome - row / 10);
      const model = fitRidgeRegression({ columns: table.columns, targets, penalty });
      const errors = predictRidgeColumns(model, table.columns).map(
        (fitted, row) => fitted - (targets[row] ?? 0),
      );
      const standardized = standardizeColumns(model.standardizer, table.columns);
      for (const [feature, column] of standardized.entries()) {
        const slope = column.reduce((sum, value, row) => sum + value * (errors[row] ?? 0), 0);
        expect(slope + penalty * (model.coefficients[feature] ?? NaN)).toBeCloseTo(0, 6);
      }
      expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 6);
    }),
  );
  const { columns } = plant({ rows: 50, features: 2 }, () => 0);
  const targets = columns[0]?.map((a, row) => 5 + 2 * a - 3 * (columns[1]?.[row] ?? NaN)) ?? [];
  const line = fitRidgeRegression({ columns, targets, penalty: 1e-9 });
  expect(amountOf(line, 0.25, 0.5)).toBeCloseTo(4, 6);
  expect(line.residualDeviation).toBeCloseTo(0, 6);
});

test("Whatever the table, every prediction is finite, and is what its row's weighted features add up to.", () => {
  fc.assert(
    fc.property(anyTable, anyTable, (table, { columns: others }) => {
      const { columns, outcomes } = table;
      const logistic = fitLogisticRegression({ columns, outcomes, penalty: 0.1 });
      const ridge = fitRidgeRegression({ columns, targets: outcomes, penalty: 0.1 });
      const probabilities = predictLogisticColumns(logistic, columns);
      const amounts = predictRidgeColumns(ridge, columns);
      for (const row of outcomes.keys()) {
        const probability = sigmoid(formOf(logistic, columns, row));
        expect(probabilities[row]).toBeCloseTo(probability, 12);
        expect(amounts[row]).toBeCloseTo(formOf(ridge, columns, row), 10);
      }
      for (const row of others[0]?.keys() ?? []) {
        const values = others.map((column) => column[row] ?? NaN);
        const probability = probabilityOf(logistic, ...values);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(errorOf(logistic, ...values)).toSatisfy(Number.isFinite);
        expect(amountOf(ridge, ...values)).toSatisfy(Number.isFinite);
      }
      // A stored model loses the sign of a zero, and nothing else.
      const unsigned = JSON.parse(JSON.stringify([logistic, ridge]), (_key, value: unknown) =>
        value === 0 ? 0 : value,
      ) as [typeof logistic, typeof ridge];
      expect(predictLogisticColumns(unsigned[0], columns)).toEqual(probabilities);
      expect(predictRidgeColumns(unsigned[1], columns)).toEqual(amounts);
    }),
  );
});

test("The order of the rows changes no prediction.", () => {
  fc.assert(
    fc.property(anyTable, fc.integer(), (table, seed) => {
      const other = shuffle(table, seed);
      const first = fitLogisticRegression(table);
      const second = fitLogisticRegression(other);
      const line = fitRidgeRegression({ columns: table.columns, targets: table.outcomes });
      const sameLine = fitRidgeRegression({ columns: other.columns, targets: other.outcomes });
      const probabilities = predictLogisticColumns(first, table.columns);
      const amounts = predictRidgeColumns(line, table.columns);
      for (const [row, probability] of predictLogisticColumns(second, table.columns).entries())
        expect(probability).toBeCloseTo(probabilities[row] ?? NaN, 6);
      for (const [row, amount] of predictRidgeColumns(sameLine, table.columns).entries())
        expect(amount).toBeCloseTo(amounts[row] ?? NaN, 6);
    }),
  );
});

test("Where all outcomes are equal every probability is the smoothed base rate, and without rows one half.", () => {
  const columns = [Float64Array.of(1, 2, 3)];
  const never = fitLogisticRegression({ columns, outcomes: [0, 0, 0] });
  expect(probabilityOf(never, 2)).toBeCloseTo(0.5 / 4, 12);
  expect(probabilityOf(never, 999)).toBeCloseTo(0.5 / 4, 12);
  const always = fitLogisticRegression({ columns, outcomes: [1, 1, 1] });
  expect(probabilityOf(always, 2)).toBeCloseTo(3.5 / 4, 12);
  const nothing = fitLogisticRegression({ columns: [new Float64Array()], outcomes: [] });
  expect(probabilityOf(nothing, 7)).toBe(0.5);
  const line = fitRidgeRegression({ columns: [new Float64Array()], targets: [] });
  expect(amountOf(line, 7)).toBe(0);
});

test("What no fit can work with is refused with a reason.", () => {
  const columns = [Float64Array.of(1, Infinity)];
  expect(() => fitLogisticRegression({ columns, outcomes: [0, 1] })).toThrow(
    /Column 0 is Infinity in row 1: put NaN where a value is missing/,
  );
  expect(() => fitRidgeRegression({ columns: [], targets: [1, NaN] })).toThrow(
    /targets are NaN in row 1/,
  );
  expect(() => fitLogisticRegression({ columns: [], outcomes: [-1] })).toThrow(/outcomes are -1/);
  expect(() => fitLogisticRegression({ columns: [], outcomes: [], penalty: 0 })).toThrow(
    /penalty must be a number above 0/,
  );
  expect(() => fitRidgeRegression({ columns: [Float64Array.of(1)], targets: [] })).toThrow(
    /Column 0 has 1 rows where there are 0/,
  );
});
