import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeVariants } from "../../../../app/pipeline/normalize/latest-records.ts";
import { readPriceChanges } from "../../../../app/pipeline/normalize/price-changes.ts";
import { priceAt, readPriceSteps } from "../../../../app/pipeline/normalize/price-steps.ts";
import type { VariantRecord } from "../../../../app/pipeline/shared/records.ts";

const knownOf = (tellings: readonly [VariantRecord, ...VariantRecord[]]) => ({
  latest: tellings.reduce(mergeVariants),
  changes: readPriceChanges(tellings),
});

const anyTelling = (variantId: string) =>
  fc
    .record({ at: fc.integer({ min: 0, max: 9 }), minor: fc.integer({ min: 0, max: 5 }) })
    .map(({ at, minor }): VariantRecord => ({
      ...{ variantId, productId: "5", priceMinor: minor, compareAtMinor: null },
      sourceUpdatedAt: at,
    }));
const anyVariant = (variantId: string) =>
  fc
    .tuple(anyTelling(variantId), fc.array(anyTelling(variantId), { maxLength: 5 }))
    .map(([first, rest]): [VariantRecord, ...VariantRecord[]] => [first, ...rest]);

test("a product of which no price was told cost nothing", () => {
  expect(readPriceSteps([])).toEqual([]);
  expect(priceAt([], 5)).toBe(0);
});

test("at every time a product cost the least that one of its variants was last told to cost, before the first telling what that said", () => {
  const variants = fc.tuple(anyVariant("1"), anyVariant("2"), anyVariant("3"));
  fc.assert(
    fc.property(variants, fc.integer({ min: -1, max: 11 }), (tellings, at) => {
      const priceOf = (told: readonly VariantRecord[]): number => {
        const known = told.filter(({ sourceUpdatedAt }) => sourceUpdatedAt <= at);
        const instants = (known.length > 0 ? known : told).map((one) => one.sourceUpdatedAt);
        const instant = known.length > 0 ? Math.max(...instants) : Math.min(...instants);
        // Of two prices of one instant the dearer counts.
        const prices = told.filter((one) => one.sourceUpdatedAt === instant);
        return Math.max(...prices.map(({ priceMinor }) => priceMinor));
      };
      const steps = readPriceSteps(tellings.map(knownOf));
      expect(priceAt(steps, at)).toBe(Math.min(...tellings.map(priceOf)));
    }),
  );
});
