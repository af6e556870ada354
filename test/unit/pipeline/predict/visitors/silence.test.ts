import fc from "fast-check";
import { expect, test } from "vitest";
import { logOddsOf, sigmoid } from "../../../../../app/pipeline/predict/learned/sigmoid.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import {
  learnSilence,
  shiftAfter,
  SILENCES_MS,
} from "../../../../../app/pipeline/predict/visitors/silence.ts";
import type { SilentRows } from "../../../../../app/pipeline/predict/visitors/silence.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../../app/pipeline/shared/time.ts";
import { START } from "./logs.ts";

const UNTIL = START + 30 * DAY_MS;

/** Visitors who buy within minutes if they do, or come back for it within days, one in ten of them. */
function drawRows(seed: number, size: number): SilentRows {
  const random = seedRandom(seed);
  const rows: SilentRows = {
    at: new Float64Array(size),
    nextEventAt: new Float64Array(size).fill(Infinity),
    nextPurchaseAt: new Float64Array(size).fill(Infinity),
    probabilities: new Float64Array(size),
  };
  for (let row = 0; row < size; row += 1) {
    const at = START + random() * 10 * DAY_MS;
    const probability = 0.01 + 0.5 * random() ** 3;
    rows.at[row] = at;
    rows.probabilities[row] = probability;
    const soon = -8 * MINUTE_MS * Math.log(random());
    if (random() < probability) rows.nextPurchaseAt[row] = at + soon;
    else if (random() < 0.1) rows.nextPurchaseAt[row] = at + HOUR_MS + random() * 5 * DAY_MS;
    // Whoever buys is back shortly before.
    rows.nextEventAt[row] = (rows.nextPurchaseAt[row] ?? Infinity) - MINUTE_MS;
  }
  return rows;
}

test.each([HOUR_MS, DAY_MS])(
  "after a silence as many are to buy within %i ms as did in other rows",
  (horizonMs) => {
    const curve = learnSilence(drawRows(1, 20_000), { horizonMs, until: UNTIL });
    const others = drawRows(2, 20_000);
    for (const silentMs of [2 * MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS]) {
      let foretold = 0;
      let bought = 0;
      others.at.forEach((at, row) => {
        const now = at + silentMs;
        if ((others.nextEventAt[row] ?? 0) <= now) return;
        const odds = logOddsOf(others.probabilities[row] ?? 0);
        foretold += sigmoid(odds + shiftAfter(curve, silentMs));
        if ((others.nextPurchaseAt[row] ?? Infinity) <= now + horizonMs) bought += 1;
      });
      expect(bought).toBeGreaterThan(8);
      // Of so many buyers three standard errors, for they are compared with others.
      const slack = 3 * Math.sqrt(2 * bought) + 10;
      expect(Math.abs(foretold - bought)).toBeLessThan(slack);
    }
  },
);

test("the odds never rise with silence, whatever was learned from", () => {
  const elapsed = fc.array(fc.nat(30 * DAY_MS), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 200 }), elapsed, (seed, size, silences) => {
      const curve = learnSilence(drawRows(seed, size), { horizonMs: HOUR_MS, until: UNTIL });
      expect(curve.shifts).toHaveLength(SILENCES_MS.length);
      let before = 0;
      for (const silence of silences.sort((a, b) => a - b)) {
        const shift = shiftAfter(curve, silence);
        expect(shift).toBeLessThanOrEqual(before + 1e-12);
        expect(Number.isFinite(shift)).toBe(true);
        before = shift;
      }
    }),
  );
});

test("without silence nothing is taken", () => {
  const curve = learnSilence(drawRows(1, 0), { horizonMs: HOUR_MS, until: UNTIL });
  expect(shiftAfter(curve, 0)).toBe(0);
  expect(shiftAfter(curve, -5)).toBe(0);
  expect(shiftAfter(curve, HOUR_MS)).toBeLessThan(-1);
});
