import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOut } from "../../../../app/pipeline/score/share-out.ts";

test("Millionths that do not divide evenly go to the largest remainders, then to the larger contribution.", () => {
  expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
  // 3.33, 1.67 and 5: the one unit left goes to the remainder of .67.
  expect(shareOut(10, [20, 10, 30])).toEqual([3, 2, 5]);
  // 4.5 and 1.5: equal remainders, so the larger gets it, wherever it stands.
  expect(shareOut(6, [1, 3])).toEqual([1, 5]);
  expect(shareOut(6, [3, 1])).toEqual([5, 1]);
});

test("shareOut adds up to the total and gives nobody more than their weight.", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { maxLength: 30 });
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const total = Math.floor(all.reduce((a, b) => a + b, 0) * part);
      const shares = shareOut(total, all);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      shares.forEach((share, index) => {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(all[index] ?? 0);
      });
    }),
  );
});

test("shareOut of nothing gives nothing.", () => {
  expect(shareOut(0, [])).toEqual([]);
  expect(shareOut(0, [0, 0])).toEqual([0, 0]);
});
