import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planLearning } from "../../../../../app/pipeline/predict/backtest/plan.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";

const asOf = Date.UTC(2026, 5, 1);
const day = (daysBefore: number): string =>
  new Date(asOf - daysBefore * DAY_MS).toISOString().slice(0, 10);

describe("a plan of what to learn from", () => {
  it("never looks beyond the instant of learning, nor a trial beyond its cut", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 400 }),
        (pastDays, horizonDays) => {
          const startsAt = asOf - pastDays * DAY_MS;
          const horizonMs = horizonDays * DAY_MS;
          const plan = planLearning({ startsAt, asOf, horizonMs });
          expect(plan.horizonMs).toBeLessThanOrEqual(horizonMs);
          for (const cut of plan.cuts) {
            expect(cut).toBeGreaterThan(startsAt);
            expect(cut + plan.horizonMs).toBeLessThanOrEqual(asOf);
          }
          for (const { cut, learnsFrom } of plan.trials) {
            expect(plan.cuts).toContain(cut);
            expect(learnsFrom.length).toBeGreaterThan(0);
            for (const earlier of learnsFrom)
              expect(earlier + plan.horizonMs).toBeLessThanOrEqual(cut);
          }
        },
      ),
    );
  });

  it("has a trial as soon as three days are known", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 3000 }),
        fc.integer({ min: 1, max: 400 }),
        (pastDays, horizonDays) => {
          const startsAt = asOf - pastDays * DAY_MS;
          const plan = planLearning({ startsAt, asOf, horizonMs: horizonDays * DAY_MS });
          expect(plan.trials.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("learns over a third of a past that is too short for the horizon", () => {
    const plan = planLearning({
      startsAt: asOf - 273 * DAY_MS,
      asOf,
      horizonMs: 273 * DAY_MS,
    });
    expect(plan.horizonMs).toBe(91 * DAY_MS);
    expect(plan.cuts.at(-1)).toBe(asOf - 91 * DAY_MS);
  });

  it("steps back by months", () => {
    const plan = planLearning({ startsAt: asOf - 1000 * DAY_MS, asOf, horizonMs: 90 * DAY_MS });
    expect(plan.cuts.map((cut) => new Date(cut).toISOString().slice(0, 10))).toEqual(
      [240, 210, 180, 150, 120, 90].map(day),
    );
    expect(plan.trials.map(({ cut }) => cut)).toEqual(plan.cuts.slice(-2));
  });
});
