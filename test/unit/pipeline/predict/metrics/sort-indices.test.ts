import fc from "fast-check";
import { expect, test } from "vitest";
import { sortIndices } from "../../../../../app/pipeline/predict/metrics/sort-indices.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";

const compared = (values: number[]): number[] =>
  [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);

const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, -1, 1e-300, -1e-300, 0.1 + 0.2, 0.3),
);

test("few numbers come in ascending order, equal ones in the order of their places", () => {
  fc.assert(
    fc.property(fc.array(anyNumber), (values) => {
      expect([...sortIndices(values)]).toEqual(compared(values));
    }),
  );
});

test("many numbers come in the same order as few", () => {
  fc.assert(
    fc.property(fc.array(anyNumber, { minLength: 1 }), fc.nat(), (some, seed) => {
      const random = seedRandom(seed);
      const values = Array.from({ length: 2100 }, () =>
        random() < 0.5 ? (some[Math.floor(random() * some.length)] ?? 0) : random() - 0.5,
      );
      expect([...sortIndices(values)]).toEqual(compared(values));
    }),
    { numRuns: 20 },
  );
});
