import { expect, test } from "vitest";
import type { CustomerHistory } from "../../../../../app/pipeline/predict/features/customer-history.ts";
import { keptWith } from "../../../../../app/pipeline/predict/features/kept-with.ts";
import { takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { designMatrix } from "../../../../../app/pipeline/predict/purchase/design-matrix.ts";

const AT = Date.UTC(2026, 0, 1);
const order = { placedAt: AT - 1, totalMinor: 100, cancelledAt: null, refunds: [] };
const basket = { pieces: 1, products: [], discountMinor: 0 };

const snapshotOf = (customers: number) =>
  takeSnapshot(
    Array.from({ length: customers }, (_, index): CustomerHistory => {
      const customerId = String(index);
      return { customerId, orders: [{ orderId: customerId, ...order, ...basket }], rows: [] };
    }),
    AT,
  );

test("What is computed of a batch is computed once by each key, and anew of another batch.", () => {
  const [one, other] = [snapshotOf(3), snapshotOf(3)];
  let computed = 0;
  const compute = () => (computed += 1);
  expect([keptWith(one, "a", compute), keptWith(one, "a", compute)]).toEqual([1, 1]);
  expect(keptWith(one, "b", compute)).toBe(2);
  expect(keptWith(other, "a", compute)).toBe(3);
  expect(designMatrix(one)).toBe(designMatrix(one));
  expect(designMatrix(one)).not.toBe(designMatrix(other));
});

test("Of so many customers as a fit has nothing is kept.", () => {
  const large = snapshotOf(1001);
  let computed = 0;
  const compute = () => (computed += 1);
  expect([keptWith(large, "a", compute), keptWith(large, "a", compute)]).toEqual([1, 2]);
  expect(designMatrix(large)).not.toBe(designMatrix(large));
  expect(designMatrix(large)).toEqual(designMatrix(large));
});
