import { expect, test } from "vitest";
import {
  drawBeta,
  drawGamma,
  drawNormal,
  drawPoisson,
} from "../../../../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import type { Random } from "../../../../../app/pipeline/predict/numeric/random.ts";

const DRAWS = 20_000;

/** Mean and variance of many draws must be within five standard errors; the seeds are fixed, so this is no chance. */
function expectMoments(draw: (random: Random) => number, mean: number, variance: number): void {
  const random = seedRandom(7);
  const values = Array.from({ length: DRAWS }, () => draw(random));
  const average = values.reduce((a, b) => a + b, 0) / DRAWS;
  const squares = values.map((value) => (value - mean) ** 2);
  const spread = squares.reduce((a, b) => a + b, 0) / DRAWS;
  const spreadOfSquares = Math.sqrt(
    squares.reduce((sum, square) => sum + (square - spread) ** 2, 0) / DRAWS,
  );
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(spread - variance)).toBeLessThan((5 * spreadOfSquares) / Math.sqrt(DRAWS));
}

test("A seed gives the same sequence each time, and another seed another one.", () => {
  const take = (seed: number): number[] => {
    const random = seedRandom(seed);
    return Array.from({ length: 20 }, random);
  };
  expect(take(1)).toEqual(take(1));
  expect(take(1)).not.toEqual(take(2));
});

test("Uniform draws lie strictly between 0 and 1, with the moments of the distribution.", () => {
  const random = seedRandom(3);
  for (let count = 0; count < DRAWS; count += 1) {
    const value = random();
    expect(value > 0 && value < 1).toBe(true);
  }
  expectMoments((next) => next(), 1 / 2, 1 / 12);
});

test("Normal draws have mean 0 and variance 1.", () => {
  expectMoments(drawNormal, 0, 1);
});

test.each([0.05, 0.7, 1, 4, 300])(
  "Gamma draws of shape %d have that mean and variance.",
  (shape) => {
    expectMoments((random) => drawGamma(shape, random), shape, shape);
  },
);

test.each([
  [0.4, 2],
  [3, 5],
  [200, 1],
])("Beta draws of %d and %d have their moments.", (a, b) => {
  const variance = (a * b) / ((a + b) ** 2 * (a + b + 1));
  expectMoments((random) => drawBeta({ a, b, random }), a / (a + b), variance);
});

test("Beta draws of tiny parameters stay between 0 and 1.", () => {
  const random = seedRandom(5);
  for (let count = 0; count < 1000; count += 1) {
    const value = drawBeta({ a: 1e-4, b: 1e-4, random });
    expect(value >= 0 && value <= 1).toBe(true);
  }
});

test.each([0.3, 5, 11.9, 12.1, 80, 5000])(
  "Poisson draws of mean %d have their moments.",
  (mean) => {
    expectMoments((random) => drawPoisson(mean, random), mean, mean);
  },
);

test("A Poisson draw of mean 0 is 0.", () => {
  expect(drawPoisson(0, seedRandom(1))).toBe(0);
});
