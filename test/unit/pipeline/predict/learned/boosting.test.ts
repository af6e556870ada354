import fc from "fast-check";
import { expect, test } from "vitest";
import { binColumns } from "../../../../../app/pipeline/predict/learned/bin-columns.ts";
import { LOSS_RULES } from "../../../../../app/pipeline/predict/learned/boosting-losses.ts";
import type { BoostingLoss } from "../../../../../app/pipeline/predict/learned/boosting-losses.ts";
import {
  fitBoostedTrees,
  predictBoostedTreesColumns,
} from "../../../../../app/pipeline/predict/learned/gradient-boosting.ts";
import type { BoostedTrees } from "../../../../../app/pipeline/predict/learned/gradient-boosting.ts";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { brier } from "../../../../../app/pipeline/predict/metrics/probability-losses.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { anyTable, oneRow, plant, shuffle } from "./tables.ts";

const LOSSES: BoostingLoss[] = ["logistic", "squared", "poisson"];
const anyLoss = fc.constantFrom(...LOSSES);
const SMALL = { rounds: 8, minRowsPerLeaf: 2, maxLeaves: 4 };

/** The prediction of one row by definition: every tree walked from its root, a missing value going left. */
function walkTrees({ base, trees, loss }: BoostedTrees, columns: Float64Array[], row: number) {
  let margin = base;
  for (const { feature, threshold, left, value } of trees) {
    let node = 0;
    for (let asked = feature[node] ?? -1; asked >= 0; asked = feature[node] ?? -1) {
      const isRight = (columns[asked]?.[row] ?? NaN) > (threshold[node] ?? 0);
      node = (left[node] ?? 0) + (isRight ? 1 : 0);
    }
    margin += value[node] ?? 0;
  }
  return LOSS_RULES[loss].link(margin);
}

const predictOne = (model: BoostedTrees, ...values: number[]): number =>
  predictBoostedTreesColumns(model, oneRow(...values))[0] ?? NaN;

/** Whether they happen depends on two features together: no line sees it. */
const crossed = () =>
  plant({ rows: 2000, features: 4 }, ([a = 0, b = 0]) => (a * b > 0 ? 0.85 : 0.15));

test("Bins ascend with their values, are at most 255, and missing values are alone in the lowest.", () => {
  fc.assert(
    fc.property(anyTable, ({ columns }) => {
      const { bins, thresholds } = binColumns(columns);
      for (const [feature, column] of columns.entries()) {
        const known = [...column.keys()].filter((row) => !Number.isNaN(column[row] ?? NaN));
        const distinct = new Set(known.map((row) => column[row])).size;
        const hasMissing = known.length > 0 && known.length < column.length;
        expect(thresholds[feature]?.length).toBe(Math.max(0, distinct - 1) + (hasMissing ? 1 : 0));
        for (const a of column.keys()) {
          const isMissing = Number.isNaN(column[a] ?? NaN);
          if (isMissing) expect(bins[feature]?.[a]).toBe(0);
          for (const b of known) {
            const binOfA = bins[feature]?.[a] ?? NaN;
            const binOfB = bins[feature]?.[b] ?? NaN;
            if (isMissing || (column[a] ?? 0) < (column[b] ?? 0))
              expect(binOfA).toBeLessThan(binOfB);
            else if (column[a] === column[b]) expect(binOfA).toBe(binOfB);
          }
        }
      }
    }),
  );
});

test("A column of many values is cut at its quantiles, and a value that most rows share takes one bin alone.", () => {
  const random = seedRandom(5);
  const skewed = Float64Array.from({ length: 20_000 }, (_, row) =>
    row % 2 === 0 ? 0 : random() ** 4 * 1000 + 1,
  );
  const { bins, thresholds } = binColumns([skewed]);
  expect(thresholds[0]?.length).toBe(254);
  const sizes = new Map<number, number>();
  for (const bin of bins[0] ?? []) sizes.set(bin, (sizes.get(bin) ?? 0) + 1);
  expect(sizes.get(0)).toBe(10_000);
  const others = [...sizes].filter(([bin]) => bin > 0).map(([, size]) => size);
  expect(Math.max(...others)).toBeLessThanOrEqual(Math.ceil(10_000 / 254) + 1);
});

/** How far two means instead of one lower the sum of squares, by trying every cut of every column. */
function bestFall(columns: Float64Array[], targets: Float64Array, least: number): number {
  const squaresAround = (rows: number[]): number => {
    const mean = rows.reduce((sum, row) => sum + (targets[row] ?? 0), 0) / rows.length;
    return rows.reduce((sum, row) => sum + ((targets[row] ?? 0) - mean) ** 2, 0);
  };
  const all = [...targets.keys()];
  let best = 0;
  for (const column of columns) {
    const place = (row: number) =>
      Number.isNaN(column[row] ?? NaN) ? -Infinity : (column[row] ?? 0);
    for (const cut of all) {
      const left = all.filter((row) => place(row) <= place(cut));
      const right = all.filter((row) => place(row) > place(cut));
      if (left.length < least || right.length < least) continue;
      best = Math.max(best, squaresAround(all) - squaresAround(left) - squaresAround(right));
    }
  }
  return best;
}

test("A tree of two leaves makes the cut that lowers the loss most, of all cuts there are.", () => {
  fc.assert(
    fc.property(anyTable, fc.integer({ min: 1, max: 4 }), (table, minRowsPerLeaf) => {
      const { columns, outcomes } = table;
      const targets = outcomes.map((outcome, row) => outcome + (row % 5));
      const model = fitBoostedTrees({
        columns,
        outcomes: targets,
        loss: "squared",
        rounds: 1,
        learningRate: 1,
        maxLeaves: 2,
        l2: 0,
        minRowsPerLeaf,
      });
      const lossOf = (values: ArrayLike<number>) => (brier(values, targets) ?? 0) * targets.length;
      const base = new Float64Array(targets.length).fill(model.base);
      const fall = lossOf(base) - lossOf(predictBoostedTreesColumns(model, columns));
      const best = bestFall(columns, targets, minRowsPerLeaf);
      expect(fall).toBeCloseTo(best, 6);
      expect(model.gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(best / 2, 6);
    }),
  );
});

test("Rows in another order give the same trees, to the last digit.", () => {
  fc.assert(
    fc.property(anyTable, anyLoss, fc.integer(), (table, loss, seed) => {
      const { columns, outcomes } = shuffle(table, seed);
      expect(fitBoostedTrees({ columns, outcomes, loss, ...SMALL })).toEqual(
        fitBoostedTrees({ ...table, loss, ...SMALL }),
      );
    }),
  );
});

test("A rising function of a feature changes no prediction of the rows.", () => {
  fc.assert(
    fc.property(anyTable, anyLoss, (table, loss) => {
      const columns = table.columns.map((column) =>
        column.map((value) => Math.round(value % 1000)),
      );
      const bent = columns.map((column) => column.map((value) => 5 + value ** 3 / 7));
      const plain = fitBoostedTrees({ columns, outcomes: table.outcomes, loss, ...SMALL });
      const other = fitBoostedTrees({ columns: bent, outcomes: table.outcomes, loss, ...SMALL });
      expect(predictBoostedTreesColumns(other, bent)).toEqual(
        predictBoostedTreesColumns(plain, columns),
      );
      expect(other.gains).toEqual(plain.gains);
    }),
  );
});

test("Whatever the table, every prediction is finite, and that of a row is what its trees add up to.", () => {
  fc.assert(
    fc.property(anyTable, anyTable, anyLoss, (table, { columns: others }, loss) => {
      const model = fitBoostedTrees({ ...table, loss, ...SMALL, l2: 0, learningRate: 1 });
      const predicted = predictBoostedTreesColumns(model, table.columns);
      for (const row of table.outcomes.keys())
        expect(predicted[row]).toBe(walkTrees(model, table.columns, row));
      const told = predictBoostedTreesColumns(model, others);
      for (const row of others[0]?.keys() ?? []) {
        const value = told[row];
        expect(value).toBe(walkTrees(model, others, row));
        expect(value).toSatisfy(Number.isFinite);
        if (loss !== "squared") expect(value).toBeGreaterThanOrEqual(0);
        if (loss === "logistic") expect(value).toBeLessThanOrEqual(1);
      }
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    }),
  );
});

test("Where all outcomes are equal no tree is grown, and everybody is told the same.", () => {
  fc.assert(
    fc.property(anyTable, anyLoss, fc.constantFrom(0, 1), (table, loss, outcome) => {
      const outcomes = table.outcomes.fill(outcome);
      const model = fitBoostedTrees({ columns: table.columns, outcomes, loss, ...SMALL });
      expect(model.trees).toEqual([]);
      const smoothed = (outcome * outcomes.length + 0.5) / (outcomes.length + 1);
      const expected = outcomes.length === 0 ? (loss === "logistic" ? 0.5 : 0) : outcome;
      expect(predictOne(model, 0, 0, 0, 0)).toBeCloseTo(
        loss === "logistic" ? smoothed : expected,
        5,
      );
    }),
  );
});

test("What two features tell together is found on rows that were not seen, and the importance names these two.", () => {
  const { columns, outcomes } = crossed();
  const half = (from: number) => ({
    columns: columns.map((column) => column.slice(from, from + 1000)),
    outcomes: outcomes.slice(from, from + 1000),
  });
  const model = fitBoostedTrees({ ...half(0), loss: "logistic" });
  const later = half(1000);
  // A perfect forecaster knows 0.85 from 0.15 and reaches 0.85.
  expect(auc(predictBoostedTreesColumns(model, later.columns), later.outcomes)).toBeGreaterThan(
    0.8,
  );
  const [a = 0, b = 0, c = 0, d = 0] = model.gains;
  expect(Math.min(a, b)).toBeGreaterThan(4 * Math.max(c, d));
});

test("A feature that is missing with a reason is used: its missing rows are parted from all others.", () => {
  const outcomes = Float64Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 1 : 0));
  const column = outcomes.map((outcome, row) => (outcome === 1 ? NaN : row));
  const model = fitBoostedTrees({ columns: [column], outcomes, loss: "logistic" });
  expect(predictOne(model, NaN)).toBeGreaterThan(0.95);
  for (const value of [-1e9, 1, 399, 1e9]) expect(predictOne(model, value)).toBeLessThan(0.05);
});

test("Poisson trees forecast counts whose total is that of the rows they saw.", () => {
  const random = seedRandom(9);
  const { columns } = plant({ rows: 1500, features: 2 }, () => 0);
  const counts = (columns[0] ?? new Float64Array()).map((a) => {
    let count = 0;
    for (let left = Math.exp(a); (left += Math.log(random())) > 0;) count += 1;
    return count;
  });
  const model = fitBoostedTrees({ columns, outcomes: counts, loss: "poisson" });
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  expect(sum(predictBoostedTreesColumns(model, columns)) / sum(counts)).toBeCloseTo(1, 1);
  const low = predictOne(model, -0.9, 0);
  const high = predictOne(model, 0.9, 0);
  expect(high / low).toBeGreaterThan(3);
  expect(high / low).toBeLessThan(10);
});

test("A row without weight teaches nothing.", () => {
  const { columns, outcomes } = crossed();
  const weights = outcomes.map((_, row) => (row < 1000 ? 1 : 0));
  const flipped = outcomes.map((outcome, row) => (row < 1000 ? outcome : 1 - outcome));
  const fit = (labels: Float64Array) =>
    fitBoostedTrees({ columns, outcomes: labels, weights, loss: "logistic", rounds: 10 });
  expect(fit(flipped)).toEqual(fit(outcomes));
});

test("What is drawn by chance is the same for the same seed, and a split that sees one feature alone takes even one that tells little.", () => {
  const { columns, outcomes } = plant({ rows: 1000, features: 4 }, ([a = 0]) =>
    a > 0 ? 0.9 : 0.1,
  );
  const fit = (seed: number, shares: { rows?: number; features?: number }) =>
    fitBoostedTrees({
      columns,
      outcomes,
      loss: "logistic",
      rounds: 12,
      sampling: { random: seedRandom(seed), ...shares },
    });
  for (const shares of [{ rows: 0.5 }, { features: 0.5 }, { rows: 0.5, features: 0.5 }]) {
    expect(fit(1, shares)).toEqual(fit(1, shares));
    expect(fit(2, shares)).not.toEqual(fit(1, shares));
  }
  const rootsOnNoise = (share: number): number =>
    fit(3, { features: share }).trees.filter(({ feature }) => feature[0] !== 0).length;
  expect(rootsOnNoise(1)).toBe(0);
  expect(rootsOnNoise(0.25)).toBeGreaterThan(3);
});

test("What no trees can be grown on is refused with a reason.", () => {
  const fit = (value: number, outcome: number, loss: BoostingLoss) =>
    fitBoostedTrees({ columns: [Float64Array.of(value)], outcomes: [outcome], loss });
  expect(() => fit(-Infinity, 0, "squared")).toThrow(/Column 0 is -Infinity in row 0/);
  expect(() => fit(1, NaN, "squared")).toThrow(/outcomes are NaN in row 0/);
  expect(() => fit(1, -1, "poisson")).toThrow(/outcomes are -1 in row 0/);
});
