import { describe, expect, it } from "vitest";
import {
  applyCombination,
  combineForecasts,
} from "../../../../../app/pipeline/predict/amounts/combine.ts";
import { forecastAmounts } from "../../../../../app/pipeline/predict/amounts/forecasts.ts";
import type { Forecast } from "../../../../../app/pipeline/predict/amounts/forecasts.ts";
import { takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const shop = simulateBuyers({ customers: 200, seed: 3, startsAt, days: 200 });
const snapshot = takeSnapshot(shop, startsAt + 200 * DAY_MS);
const sum = (amounts: Float64Array): number => amounts.reduce((total, each) => total + each, 0);
const recent: Forecast = { kind: "decayed-revenue", halfLifeDays: 15 };
const slow: Forecast = { kind: "decayed-revenue", halfLifeDays: 240 };

describe("a combination of forecasts", () => {
  it("adds up to the mean of the scaled totals", () => {
    const combination = combineForecasts({
      shape: [recent, slow],
      levels: [
        { forecast: recent, scale: 2 },
        { forecast: slow, scale: 0.5 },
      ],
      snapshot,
    });
    const wanted =
      (2 * sum(forecastAmounts(recent, snapshot)) + 0.5 * sum(forecastAmounts(slow, snapshot))) / 2;
    expect(sum(applyCombination(combination, snapshot))).toBeCloseTo(wanted, 0);
  });

  it("of one forecast orders customers as it does", () => {
    const combination = combineForecasts({
      shape: [slow],
      levels: [{ forecast: slow, scale: 1 }],
      snapshot,
    });
    const amounts = forecastAmounts(slow, snapshot);
    const combined = applyCombination(combination, snapshot);
    const byAmount = (of: Float64Array) =>
      [...of.keys()].sort((a, b) => (of[a] ?? 0) - (of[b] ?? 0));
    expect(byAmount(combined)).toEqual(byAmount(amounts));
  });

  it("of nobody is nothing", () => {
    const nobody = takeSnapshot([], startsAt);
    const combination = combineForecasts({
      shape: [recent],
      levels: [{ forecast: recent, scale: 1 }],
      snapshot: nobody,
    });
    expect(applyCombination(combination, nobody)).toHaveLength(0);
    expect(applyCombination(combination, snapshot).every(Number.isFinite)).toBe(true);
  });
});
