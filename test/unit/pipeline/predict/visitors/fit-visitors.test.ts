import { beforeAll, describe, expect, test } from "vitest";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { fitVisitors } from "../../../../../app/pipeline/predict/visitors/fit-visitors.ts";
import type { FittedHorizon } from "../../../../../app/pipeline/predict/visitors/fit-visitors.ts";
import { outcomeOf } from "../../../../../app/pipeline/predict/visitors/learning-rows.ts";
import { prepareLog } from "../../../../../app/pipeline/predict/visitors/prepare-log.ts";
import { isPredicted } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import type { PreparedLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { DAY_MS, HOUR_MS } from "../../../../../app/pipeline/shared/time.ts";
import { judgeVisitors } from "../../../../../scripts/evaluate/events/judge-visitors.ts";
import type { JudgedRows } from "../../../../../scripts/evaluate/events/judge-visitors.ts";
import { SIMULATION_START } from "../../../../support/visitors/simulate-visitors.ts";
import { simulateColumns } from "../../../../support/visitors/simulated-columns.ts";
import type { SimulatedLog } from "../../../../support/visitors/simulated-columns.ts";
import { POINTS } from "./logs.ts";

const SHOP = { seed: 3, persons: 1500, days: 30, eagerness: 1, withOdds: true };
const SMALL_SHOP = { ...SHOP, persons: 250, withOdds: false };
const CUT = SIMULATION_START + 22 * DAY_MS;
const END = SIMULATION_START + 30 * DAY_MS;
const SPAN = { from: CUT, until: END };

const judge = (prepared: PreparedLog, fitted: FittedHorizon[]): JudgedRows[] =>
  judgeVisitors(prepared, { fitted, span: SPAN, seed: 1 });
const fit = (prepared: PreparedLog): FittedHorizon[] =>
  fitVisitors(prepared, { cut: CUT, seed: 1 });

function figuresOf(rows: JudgedRows | undefined, name: string) {
  const model = rows?.models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`${name} was not judged`);
  return { auc: model.auc ?? 0, calibrationError: model.calibrationError ?? 1 };
}

describe("in a shop whose visitors want more or less", () => {
  let simulated: SimulatedLog;
  let prepared: PreparedLog;
  let fitted: FittedHorizon[];
  let judged: JudgedRows[];
  beforeAll(() => {
    simulated = simulateColumns(SHOP);
    prepared = prepareLog(simulated.columns, POINTS);
    fitted = fit(prepared);
    judged = judge(prepared, fitted);
  }, 60_000);

  test("what is learned orders visitors better than points do, and points better than the trivial rules", () => {
    for (const rows of judged) {
      const points = figuresOf(rows, "decayed-points").auc;
      // One event of each session is few rows, some hundred of them before a purchase.
      const margin = rows.kind === "every-event" ? 0.03 : 0;
      for (const learned of ["logistic-regression", "boosted-trees", "blend"])
        expect(figuresOf(rows, learned).auc).toBeGreaterThan(points + margin);
      for (const trivial of ["base-rate", "recency", "frequency"])
        expect(figuresOf(rows, trivial).auc).toBeLessThan(points);
    }
  });

  test("and is served", () => {
    for (const { champion } of fitted)
      expect(["logistic-regression", "boosted-trees", "blend"]).toContain(champion);
  });

  test("nobody orders them better than the true odds do", () => {
    const { log } = prepared;
    const trueOdds = new Map<string, number>();
    const { visitor, at } = simulated.columns;
    simulated.odds.forEach((odds, row) => trueOdds.set(`${visitor[row]}@${at[row]}`, odds));
    const odds: number[] = [];
    const outcomes: number[] = [];
    for (let row = 0; row < log.size; row += 1) {
      const instant = log.at[row] ?? 0;
      if (!isPredicted(prepared, row) || instant < CUT || instant + HOUR_MS > END) continue;
      odds.push(trueOdds.get(`${log.visitor[row]}@${instant}`) || 0);
      outcomes.push(outcomeOf(prepared, row, HOUR_MS));
    }
    const bound = auc(odds, outcomes) ?? 0;
    expect(bound).toBeGreaterThan(0.9);
    for (const { name } of judged[0]?.models ?? [])
      expect(figuresOf(judged[0], name).auc).toBeLessThan(bound);
  });

  test("what is told comes true as often as it is told", () => {
    for (const [place, rows] of judged.entries()) {
      const { champion } = fitted[Math.floor(place / 2)] ?? { champion: "blend" };
      expect(figuresOf(rows, champion).calibrationError).toBeLessThan(0.06);
    }
  });

  test("where purchases follow upon nothing, nobody is told apart", () => {
    const random = seedRandom(7);
    const gaps = prepared.nextAt.map((next, row) => next - (prepared.log.at[row] ?? 0));
    for (let row = gaps.length - 1; row > 0; row -= 1) {
      const other = Math.floor(random() * (row + 1));
      [gaps[row], gaps[other]] = [gaps[other] ?? Infinity, gaps[row] ?? Infinity];
    }
    const shuffled: PreparedLog = {
      ...prepared,
      nextAt: gaps.map((gap, row) => (prepared.log.at[row] ?? 0) + Math.max(gap, 61_000)),
    };
    for (const { name, auc: area } of judge(shuffled, fit(shuffled))[0]?.models ?? []) {
      expect(area, name).toBeGreaterThan(0.46);
      expect(area, name).toBeLessThan(0.54);
    }
  }, 60_000);
});

describe("in any shop", () => {
  const whole = prepareLog(simulateColumns(SMALL_SHOP).columns, POINTS);
  const fitted = fit(whole);

  test("what comes after the cut teaches nothing", () => {
    const until = simulateColumns(SMALL_SHOP, (event) => (event.at < CUT ? event : null));
    expect(fit(prepareLog(until.columns, POINTS))).toEqual(fitted);
  });

  test("the thank-you page, stamped before its purchase, teaches nothing", () => {
    const without = simulateColumns(SMALL_SHOP, (event) =>
      event.kind === "page_viewed" && event.path.endsWith("thank-you") ? null : event,
    );
    const other = prepareLog(without.columns, POINTS);
    expect(other.log.size).toBeLessThan(whole.log.size - 20);
    expect(judge(other, fit(other))).toEqual(judge(whole, fitted));
  });
});

describe("in a shop that has hardly sold anything", () => {
  test.each([
    ["a few purchases", 120],
    ["none", 0],
  ])("points are served after %s", (_, persons) => {
    const { columns } = simulateColumns(
      { seed: 5, persons: Math.max(persons, 60), days: 30 },
      (event) => (persons === 0 && event.order !== "" ? null : event),
    );
    const prepared = prepareLog(columns, POINTS);
    const fitted = fit(prepared);
    for (const { champion } of fitted) expect(champion).toBe("decayed-points");
    for (const { models } of judge(prepared, fitted))
      for (const { brier } of models) expect(brier).toBeLessThan(0.3);
  });

  test("even an empty log can be learned from", () => {
    const { columns } = simulateColumns({ seed: 5, persons: 0, days: 30 });
    const prepared = prepareLog(columns, POINTS);
    const fitted = fit(prepared);
    for (const { champion } of fitted) expect(champion).toBe("decayed-points");
    for (const { rows, models } of judge(prepared, fitted)) {
      expect(rows).toBe(0);
      for (const { auc: area } of models) expect(area).toBeNull();
    }
  });
});
