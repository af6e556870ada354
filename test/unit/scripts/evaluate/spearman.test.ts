import fc from "fast-check";
import { expect, test } from "vitest";
import { midRanks, spearman } from "../../../../scripts/evaluate/spearman.ts";
import {
  anyJudged,
  anySpenders,
  outcomesOf,
  retie,
  scoresOf,
} from "../../pipeline/predict/metrics/rows.ts";

test("A mid-rank is the number of smaller values plus half of the equal ones and a half.", () => {
  fc.assert(
    fc.property(anySpenders(), (rows) => {
      const values = rows.map(({ score }) => score);
      expect([...midRanks(values)]).toEqual(
        values.map(
          (value) =>
            values.filter((other) => other < value).length +
            (values.filter((other) => other === value).length + 1) / 2,
        ),
      );
    }),
  );
});

test("The rank correlation is 1 for any rising function, -1 for any falling one, null for a constant.", () => {
  fc.assert(
    fc.property(anySpenders(2), (rows) => {
      const values = rows.map(({ score }) => score);
      const isConstant = values.every((value) => value === values[0]);
      const rising = spearman(
        values,
        values.map((value) => Math.round(value * 1e6) ** 3),
      );
      const falling = spearman(
        values,
        values.map((value) => -value),
      );
      if (isConstant) {
        expect([rising, falling]).toEqual([null, null]);
        return;
      }
      expect(falling).toBeCloseTo(-1, 12);
      if (new Set(values.map((value) => Math.round(value * 1e6))).size === new Set(values).size)
        expect(rising).toBeCloseTo(1, 12);
    }),
  );
  // Without ties it is 1 - 6 sum d^2 / (n (n^2 - 1)).
  expect(spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
  expect(spearman([1], [1])).toBeNull();
});

test("The rank correlation does not depend on the order of the rows.", () => {
  fc.assert(
    fc.property(anyJudged(1), (rows) => {
      const other = retie(rows);
      const measured = spearman(scoresOf(rows), outcomesOf(rows));
      const again = spearman(scoresOf(other), outcomesOf(other));
      if (measured === null) expect(again).toBeNull();
      else expect(again).toBeCloseTo(measured, 10);
    }),
  );
});

test("Lists of unequal length are refused.", () => {
  expect(() => spearman([1, 2], [1])).toThrow(/one length.*got 2 and 1/);
});
