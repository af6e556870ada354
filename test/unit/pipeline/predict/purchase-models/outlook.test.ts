import fc from "fast-check";
import { expect, test } from "vitest";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { bgNbd } from "../../../../../app/pipeline/predict/purchase-models/bg-nbd.ts";
import { PURCHASE_MODELS } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { PurchaseModelName } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { modelNamed } from "../../../../../app/pipeline/predict/purchase-models/model-named.ts";
import type { ParameterVector } from "../../../../../app/pipeline/predict/purchase-models/purchase-model.ts";
import { tidyHistory } from "../../../../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { simulateCustomers } from "./simulate-customers.ts";

const name = fc.constantFrom(...PURCHASE_MODELS);

/** Any parameters within a model's bounds, evenly spread in logarithms. */
const vectorOf = (model: PurchaseModelName): fc.Arbitrary<ParameterVector> => {
  const at = (index: number): fc.Arbitrary<number> => {
    const [low, high] = modelNamed(model).bounds[index] ?? [1, 1];
    return fc
      .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
      .map((log) => Math.exp(log));
  };
  return fc.tuple(at(0), at(1), at(2), at(3));
};

const weeks = fc.double({ min: 0, max: 520, noNaN: true });
const history = fc
  .record({ repeats: fc.integer({ min: 0, max: 500 }), lastAge: weeks, observed: weeks })
  .map(tidyHistory);

const anything = name.chain((model) =>
  fc.record({ model: fc.constant(model), vector: vectorOf(model), history, ahead: weeks }),
);

test("A chance lies between 0 and 1, and a mean is finite and at least the chance.", () => {
  fc.assert(
    fc.property(anything, ({ model, vector, history, ahead }) => {
      const course = modelNamed(model).courseOf(vector, history);
      const [probability, expected] = [course.probability(ahead), course.expected(ahead)];
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
      expect(expected).toBeLessThan(Infinity);
      expect(expected).toBeGreaterThanOrEqual(probability - 1e-5);
    }),
    { numRuns: 500 },
  );
});

test("Nothing happens in no time, and with more time chance and mean never fall.", () => {
  fc.assert(
    fc.property(anything, weeks, ({ model, vector, history, ahead }, more) => {
      const course = modelNamed(model).courseOf(vector, history);
      const outlook = (time: number): { probability: number; expected: number } => ({
        probability: course.probability(time),
        expected: course.expected(time),
      });
      expect(outlook(0)).toEqual({ probability: 0, expected: 0 });
      const [sooner, later] = [outlook(ahead), outlook(ahead + more)];
      expect(later.probability).toBeGreaterThanOrEqual(sooner.probability - 1e-5);
      expect(later.expected).toBeGreaterThanOrEqual(sooner.expected * (1 - 1e-9) - 1e-9);
    }),
    { numRuns: 300 },
  );
});

test("BG/NBD's mean is that of Fader, Hardie & Lee 2005, eq. 10, where that is defined.", () => {
  const parameter = fc.double({ min: 0.1, max: 8, noNaN: true });
  fc.assert(
    fc.property(
      fc.tuple(parameter, fc.double({ min: 1, max: 50, noNaN: true }), parameter, parameter),
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 1, max: 52, noNaN: true }),
      (vector, repeats, ahead) => {
        const [r, alpha, a, b] = vector;
        fc.pre(Math.abs(a - 1) > 0.05);
        const known = { repeats, lastAge: 20, observed: 30 };
        const base = (alpha + 30) / (alpha + 30 + ahead);
        const hypergeometric = sumHypergeometric(
          r + repeats,
          b + repeats,
          a + b + repeats - 1,
          1 - base,
        );
        const paper =
          (((a + b + repeats - 1) / (a - 1)) * (1 - base ** (r + repeats) * hypergeometric)) /
          (1 + (a / (b + repeats - 1)) * ((alpha + 30) / (alpha + 20)) ** (r + repeats));
        expect(bgNbd.courseOf(vector, known).expected(ahead) / paper).toBeCloseTo(1, 6);
      },
    ),
  );
});

function sumHypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 5000 && term > sum * 1e-16; k += 1) {
    term *= (((a + k) * (b + k)) / (c + k) / (k + 1)) * z;
    sum += term;
  }
  return sum;
}

const WORLDS = [
  ["bg-nbd", [0.4, 6, 0.9, 2.5]],
  ["mbg-nbd", [0.7, 8, 1, 2]],
  ["pareto-nbd", [0.7, 9, 0.8, 15]],
  ["pareto-nbd", [0.5, 20, 1, 5]],
] as const satisfies [PurchaseModelName, ParameterVector][];

test.each(WORLDS)(
  "%s with %j foretells customers who live so: who buys, and how often.",
  (model, vector) => {
    const random = seedRandom(21);
    const people = simulateCustomers({
      model,
      vector,
      customers: 8000,
      weeks: 60,
      ahead: 26,
      random,
    });
    // For all, for those with one purchase, and for those who were silent for half of their time.
    const groups = [
      people,
      people.filter(({ history }) => history.repeats === 0),
      people.filter(({ history }) => history.repeats > 0 && history.lastAge < history.observed / 2),
    ];
    for (const group of groups) {
      let [bought, orders, probability, expected, drawn, variance] = [0, 0, 0, 0, 0, 0];
      for (const { history, later } of group) {
        const course = modelNamed(model).courseOf(vector, history);
        const expectation = course.expected(26);
        const chance = modelNamed(model).orderDrawer(vector, history, 26)(random);
        bought += later > 0 ? 1 : 0;
        orders += later;
        drawn += chance;
        probability += course.probability(26);
        expected += expectation;
        variance += (chance - expectation) ** 2;
      }
      const error = Math.sqrt(variance); // of a sum of so many customers
      expect(Math.abs(bought - probability)).toBeLessThan(4 * Math.sqrt(group.length / 4));
      expect(Math.abs(orders - expected)).toBeLessThan(4 * error);
      expect(Math.abs(drawn - expected)).toBeLessThan(4 * error);
    }
  },
);
