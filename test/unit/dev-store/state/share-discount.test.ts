import fc from "fast-check";
import { expect, test } from "vitest";
import { shareDiscount } from "../../../../dev-store/state/share-discount.ts";

const line = (quantity: number, priceMinor: number) => ({
  id: "1",
  productId: null,
  variantId: null,
  sku: null,
  title: "Mug",
  quantity,
  priceMinor,
});

test("a discount is shared out over the lines to the last unit, never above what a line costs", () => {
  const lines = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 99_999 })),
  );
  fc.assert(
    fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (told, share) => {
      const order = told.map(([quantity, price]) => line(quantity, price));
      const total = told.reduce((sum, [quantity, price]) => sum + quantity * price, 0);
      const amountMinor = Math.floor(total * share);
      const shared = shareDiscount(order, { amountMinor, code: null });
      expect(shared.reduce((sum, one) => sum + (one.discountMinor ?? 0), 0)).toBe(amountMinor);
      for (const { quantity, priceMinor, discountMinor = -1 } of shared) {
        expect(discountMinor).toBeGreaterThanOrEqual(0);
        expect(discountMinor).toBeLessThanOrEqual(quantity * priceMinor);
      }
    }),
  );
});

test("more than the lines cost is refused, and no discount leaves them as they are", () => {
  expect(() => shareDiscount([line(1, 100)], { amountMinor: 101, code: null })).toThrow(
    "Not a discount of lines that cost 100: 101",
  );
  expect(shareDiscount([line(1, 100)], undefined)).toEqual([line(1, 100)]);
});
