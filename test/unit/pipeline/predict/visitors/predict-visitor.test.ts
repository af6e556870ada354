import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { fitVisitors } from "../../../../../app/pipeline/predict/visitors/fit-visitors.ts";
import { prepareLog } from "../../../../../app/pipeline/predict/visitors/prepare-log.ts";
import { predictVisitor } from "../../../../../app/pipeline/predict/visitors/predict-visitor.ts";
import type { VisitorPrediction } from "../../../../../app/pipeline/predict/visitors/predict-visitor.ts";
import { serveVisitors } from "../../../../../app/pipeline/predict/visitors/visitor-model.ts";
import type { VisitorModel } from "../../../../../app/pipeline/predict/visitors/visitor-model.ts";
import { newVisitor } from "../../../../../app/pipeline/predict/visitors/visitor-state.ts";
import type { VisitorState } from "../../../../../app/pipeline/predict/visitors/visitor-state.ts";
import { isPredicted, walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import type { PreparedLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { SIMULATION_START } from "../../../../support/visitors/simulate-visitors.ts";
import { simulateColumns } from "../../../../support/visitors/simulated-columns.ts";
import { anyLog, POINTS, prepare, START } from "./logs.ts";

/** What arithmetic may add: two probabilities that are one can differ in their last digit. */
const ROUNDING = 1 + 1e-12;
const CUT = SIMULATION_START + 22 * DAY_MS;
const END = SIMULATION_START + 30 * DAY_MS;

const predict = (model: VisitorModel, state: VisitorState, now: number): VisitorPrediction[] => {
  const outlook = predictVisitor(model, state, now);
  return outlook.kind === "predicted" ? outlook.predictions : [];
};
const learn = (prepared: PreparedLog): VisitorModel =>
  serveVisitors(fitVisitors(prepared, { cut: CUT, seed: 1 }), POINTS);

describe("a visitor of a shop that has sold", () => {
  let prepared: PreparedLog;
  let model: VisitorModel;
  beforeAll(() => {
    const { columns } = simulateColumns({ seed: 4, persons: 1500, days: 30, eagerness: 1 });
    prepared = prepareLog(columns, POINTS);
    model = learn(prepared);
  }, 60_000);

  test("buys as often as is foretold", () => {
    const { log, nextAt } = prepared;
    for (const [place, { horizonMs }] of model.horizons.entries()) {
      let foretold = 0;
      let bought = 0;
      walkLog(prepared, (row, state) => {
        const at = log.at[row] ?? 0;
        if (!isPredicted(prepared, row) || at < CUT || at + horizonMs > END) return;
        foretold += predict(model, state, at)[place]?.probability ?? 0;
        if ((nextAt[row] ?? Infinity) <= at + horizonMs) bought += 1;
      });
      expect(bought).toBeGreaterThan(500);
      expect(foretold / bought).toBeGreaterThan(0.75);
      expect(foretold / bought).toBeLessThan(1.25);
    }
  });

  test("what was learned is plain data", () => {
    const stored = JSON.parse(JSON.stringify(model)) as VisitorModel;
    walkLog(prepared, (row, state) => {
      if (row % 200 === 0)
        expect(predict(stored, state, (state.last?.at ?? 0) + 1000)).toEqual(
          predict(model, state, (state.last?.at ?? 0) + 1000),
        );
    });
  });

  test("is told with an interval around the probability, and what it rests on", () => {
    let seen = 0;
    walkLog(prepared, (row, state) => {
      if (row % 200 !== 0) return;
      for (const { probability, interval, evidence } of predict(
        model,
        state,
        state.last?.at ?? 0,
      )) {
        expect(interval.low).toBeLessThanOrEqual(probability);
        expect(interval.high).toBeGreaterThanOrEqual(probability);
        expect(["fair", "strong"]).toContain(evidence);
        seen += 1;
      }
    });
    expect(seen).toBeGreaterThan(50);
  });

  test("is less and less likely to buy while nothing happens, and within a day as likely as within an hour at least", () => {
    const elapsed = fc.array(fc.nat(20 * DAY_MS), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(anyLog(1), elapsed, (events, silences) => {
        let state = newVisitor();
        walkLog(prepare(events), (_, each) => (state = each));
        let before = [1, 1];
        for (const silence of silences.sort((a, b) => a - b)) {
          const told = predict(model, state, (state.last?.at ?? 0) + silence);
          const now = told.map(({ probability }) => probability);
          now.forEach((probability, place) => {
            expect(probability).toBeGreaterThan(0);
            expect(probability).toBeLessThanOrEqual((before[place] ?? 1) * ROUNDING);
          });
          if (now.length > 0) expect(now[1]).toBeGreaterThanOrEqual(now[0] ?? 1);
          before = now.length > 0 ? now : before;
        }
      }),
      { numRuns: 30 },
    );
  });

  test("of whom nothing was seen is unknown, and a model of other features is outdated", () => {
    expect(predictVisitor(model, newVisitor(), START)).toEqual({ kind: "unknown" });
    const other = { ...model, features: model.features.slice(1) };
    expect(predictVisitor(other, newVisitor(), START)).toEqual({ kind: "outdated" });
  });
});

test("before a shop has sold anything more points are likelier to buy, on no evidence", () => {
  const empty = simulateColumns({ seed: 5, persons: 0, days: 30 });
  const model = learn(prepareLog(empty.columns, POINTS));
  const tellAfter = (signals: Parameters<typeof prepare>[0]): VisitorPrediction[] => {
    let told: VisitorPrediction[] = [];
    walkLog(prepare(signals), (_, state) => (told = predict(model, state, state.last?.at ?? 0)));
    return told;
  };
  const look = { visitor: 0, at: START, signal: "page_viewed" } as const;
  const cart = { visitor: 0, at: START + 9000, signal: "product_added_to_cart" } as const;
  const checkout = { visitor: 0, at: START + 20_000, signal: "checkout_started" } as const;
  const [looked, filled, began] = [[look], [look, cart], [look, cart, checkout]].map(
    (events) => tellAfter(events)[0],
  );
  expect(looked?.evidence).toBe("none");
  expect(looked?.probability).toBeLessThan(0.01);
  expect(filled?.probability).toBeGreaterThan(looked?.probability ?? 1);
  expect(began?.probability).toBeGreaterThan(filled?.probability ?? 1);
  expect(looked?.interval).toEqual({ low: 0, high: 1 });
});
