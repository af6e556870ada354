import { expect, test } from "vitest";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { PURCHASE_MODELS } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { modelNamed } from "../../../../../app/pipeline/predict/purchase-models/model-named.ts";
import { AS_REPORTED } from "../../../../../app/pipeline/predict/purchase-models/priors.ts";

const NEW_CUSTOMER = { repeats: 0, lastAge: 0, observed: 0 };
const CUSTOMERS = 40_000;

const REPORTED = [
  ["bg-nbd", AS_REPORTED.bg],
  ["mbg-nbd", AS_REPORTED.mbg],
  ["pareto-nbd", AS_REPORTED.pareto],
] as const;

test.each(REPORTED)(
  "%s with what shops report gives the repeat shares that they report.",
  (name, vector) => {
    const model = modelNamed(name);
    const random = seedRandom(11);
    const draw = model.orderDrawer(vector, NEW_CUSTOMER, 104);
    const orders = Array.from({ length: CUSTOMERS }, () => draw(random));
    const withAtLeast = (count: number): number => orders.filter((made) => made >= count).length;
    const withinAYear = model.courseOf(vector, NEW_CUSTOMER).probability(52);
    expect(Math.abs(withinAYear - 0.32)).toBeLessThan(0.02);
    expect(Math.abs(withAtLeast(2) / withAtLeast(1) - 0.53)).toBeLessThan(0.04);
    expect(Math.abs(withAtLeast(3) / withAtLeast(2) - 0.64)).toBeLessThan(0.04);
    expect(Math.abs(withAtLeast(9) / withAtLeast(8) - 0.83)).toBeLessThan(0.04);
  },
);

test.each(PURCHASE_MODELS)(
  "The prior of %s is at its highest for the typical parameters, within bounds.",
  (name) => {
    const { bounds, prior, typical } = modelNamed(name);
    for (const { of, mean } of prior) expect(of(typical)).toBeCloseTo(mean, 12);
    typical.forEach((value, index) => {
      const [low, high] = bounds[index] ?? [NaN, NaN];
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThan(high);
    });
  },
);
