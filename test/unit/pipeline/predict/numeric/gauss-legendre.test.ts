import { expect, test } from "vitest";
import { gaussLegendre } from "../../../../../app/pipeline/predict/numeric/gauss-legendre.ts";

test("Eight looks integrate every power up to the fifteenth exactly.", () => {
  const { nodes, weights } = gaussLegendre(8);
  for (let power = 0; power <= 15; power += 1) {
    const sum = nodes.reduce((total, x, index) => total + (weights[index] ?? 0) * x ** power, 0);
    expect(sum).toBeCloseTo(power % 2 === 0 ? 2 / (power + 1) : 0, 13);
  }
});
