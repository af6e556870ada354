import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "../../../../../../app/pipeline/predict/metrics/auc.ts";
import { calibrationError } from "../../../../../../app/pipeline/predict/metrics/calibration-error.ts";
import { seedRandom } from "../../../../../../app/pipeline/predict/numeric/random.ts";
import { chooseSessionModels } from "../../../../../../scripts/evaluate/sessions/model/choose-session-model.ts";
import {
  holdOutLater,
  holdOutParts,
} from "../../../../../../scripts/evaluate/sessions/model/hold-out.ts";
import { learnSessions } from "../../../../../../scripts/evaluate/sessions/model/learn-sessions.ts";
import { pointsOfSessions } from "../../../../../../scripts/evaluate/sessions/model/points-rule.ts";
import { predictSessions } from "../../../../../../scripts/evaluate/sessions/model/predict-sessions.ts";
import {
  columnsForLines,
  columnsForTrees,
  encodeSessions,
} from "../../../../../../scripts/evaluate/sessions/model/session-features.ts";
import { SESSION_MODELS } from "../../../../../../scripts/evaluate/sessions/model/session-model.ts";
import type { SessionModelName } from "../../../../../../scripts/evaluate/sessions/model/session-model.ts";
import { tabulateSessions } from "../../../../../../scripts/evaluate/sessions/model/session.ts";
import type { Session } from "../../../../../../scripts/evaluate/sessions/model/session.ts";
import { simulateSessions } from "../../../../../support/simulated-sessions.ts";

const tableOf = (rows: { session: Session }[]) =>
  tabulateSessions(rows.map(({ session }) => session));
const boughtOf = (rows: { bought: number }[]) => Float64Array.from(rows, ({ bought }) => bought);

const learn = (
  rows: { session: Session; bought: number }[],
  options: Partial<Parameters<typeof learnSessions>[0]> = {},
) =>
  learnSessions({
    table: tableOf(rows),
    bought: boughtOf(rows),
    ahead: "later",
    withPageValue: false,
    seed: 1,
    stopwatch: () => 0,
    ...options,
  });

const sessions = simulateSessions({ sessions: 2000, seed: 3 });
const before = sessions.slice(0, 1500);
const after = sessions.slice(1500);
const learned = learn(before);

test("What is served ranks later sessions better than the points, and its probabilities come true.", () => {
  const told = predictSessions(learned, tableOf(after));
  const outcomes = boughtOf(after);
  const scoreOf = (name: "served" | "points") => auc(told.get(name) ?? [], outcomes) ?? NaN;
  expect(scoreOf("served")).toBeGreaterThan(0.75);
  expect(scoreOf("served")).toBeGreaterThan(scoreOf("points"));
  expect(calibrationError(told.get("served") ?? [], outcomes)).toBeLessThan(0.08);
});

test("The same sessions teach the same, and what was learned survives storage.", () => {
  const few = before.slice(0, 120);
  expect(learn(few)).toEqual(learn(few));
  const stored = JSON.parse(JSON.stringify(learned)) as typeof learned;
  expect(predictSessions(stored, tableOf(after))).toEqual(predictSessions(learned, tableOf(after)));
});

test("The page value is looked at only where it is asked for, the month only where the future is not.", () => {
  const table = tableOf(after);
  const told = predictSessions(learned, table);
  for (const change of [{ pageValue: 99 }, { month: 5 }, { specialDay: 1 }]) {
    const disguised = after.map(({ session }) => ({ session: { ...session, ...change } }));
    expect(predictSessions(learned, tableOf(disguised))).toEqual(told);
  }
  const leaking = learn(before.slice(0, 400), { withPageValue: true, ahead: "mixed" });
  const withIt = predictSessions(leaking, table).get("boosted-trees") ?? [];
  expect(auc(withIt, boughtOf(after))).toBeGreaterThan(0.95);
  for (const columns of [columnsForTrees, columnsForLines]) {
    const names = columns(leaking.encoding, table).map(({ name }) => name.replace(/ \d+$/, ""));
    expect(names).toEqual(expect.arrayContaining(["log page value", "month", "special day"]));
  }
});

test("A session alone is told what it is told among others.", () => {
  const among = predictSessions(learned, tableOf(after)).get("served") ?? [];
  for (const [place, one] of after.slice(0, 20).entries())
    expect(predictSessions(learned, tableOf([one])).get("served")?.[0]).toBe(among[place]);
});

test("With few sessions of a kind the points are served, and nothing is ever told that is no probability.", () => {
  const shapes = fc.record({
    count: fc.integer({ min: 0, max: 25 }),
    months: fc.integer({ min: 1, max: 12 }),
    bought: fc.constantFrom(null, 0, 1),
    ahead: fc.constantFrom("later" as const, "mixed" as const),
  });
  fc.assert(
    fc.property(shapes, ({ count, months, bought, ahead }) => {
      const rows = simulateSessions({ sessions: count, seed: count, months }).map((row) => ({
        ...row,
        bought: bought ?? row.bought,
      }));
      const small = learn(rows, { ahead });
      expect(small.served).toEqual(["points"]);
      for (const told of predictSessions(small, tableOf(after.slice(0, 20))).values())
        for (const probability of told) {
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
        }
    }),
    { numRuns: 25 },
  );
});

test("Later sessions are held out month by month from what came before, a quarter of all at least.", () => {
  const months = tableOf(sessions).month;
  const splits = holdOutLater(months);
  const held = splits.flatMap((split) => [...split.held]);
  expect(new Set(held).size).toBe(held.length);
  expect(held.length).toBeGreaterThanOrEqual(sessions.length / 4);
  expect(held.length).toBeLessThan(sessions.length / 2);
  for (const split of splits) {
    const latest = Math.max(...Array.from(split.learned, (row) => months[row] ?? NaN));
    for (const row of split.held) expect(months[row]).toBeGreaterThan(latest);
  }
  expect(holdOutLater(new Float64Array(5))).toEqual([]);
});

test("Mixed sessions are held out once each.", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer(), (rows, seed) => {
      const splits = holdOutParts(rows, seedRandom(seed));
      if (rows >= 3)
        expect(splits.flatMap(({ held }) => [...held]).sort((a, b) => a - b)).toEqual(
          Array.from({ length: rows }, (_, row) => row),
        );
      for (const { learned: taught, held } of splits) {
        expect(taught.length).toBeGreaterThan(0);
        expect(new Set([...taught, ...held]).size).toBe(rows);
      }
    }),
  );
});

test("Trees see words by how frequent they are, lines see those that were seen often enough, and none fears a new one.", () => {
  const table = tableOf(sessions);
  const encoding = encodeSessions(table, { withCalendar: false, withPageValue: false });
  const [search, campaign, unseen] = ["search", "campaign", "never seen"].map((source) => {
    const [row] = sessions;
    if (row === undefined) throw new Error("no session");
    const { session } = row;
    return tabulateSessions([{ ...session, categories: { ...session.categories, source } }]);
  });
  const placeIn = (given: typeof table | undefined) =>
    columnsForTrees(encoding, given ?? table).find(({ name }) => name === "source")?.values[0];
  expect(placeIn(search)).toBe(0);
  expect(placeIn(campaign)).toBeGreaterThan(0);
  expect(placeIn(unseen)).toBe(3);
  const lines = columnsForLines(encoding, unseen ?? table);
  const ofSource = lines.filter(({ name }) => name.startsWith("source "));
  expect(ofSource.map(({ name }) => name).sort()).toEqual([
    "source campaign",
    "source mail",
    "source search",
  ]);
  expect(ofSource.map(({ values }) => values[0])).toEqual([0, 0, 0]);
});

test("Points rise with pages and minutes, and fall with the exit rate.", () => {
  const [row] = sessions;
  if (row === undefined) throw new Error("no session");
  const pointsOf = (change: Partial<Session>) =>
    pointsOfSessions(tabulateSessions([{ ...row.session, ...change }]))[0] ?? NaN;
  const pages = { account: 0, information: 0, product: 6 };
  const seconds = { account: 0, information: 0, product: 180 };
  // log 7 + log 4 / 2 - 20 * 0.05
  expect(pointsOf({ pages, seconds, exitRate: 0.05 })).toBeCloseTo(
    Math.log(7) + Math.log(4) / 2 - 1,
    12,
  );
});

/** What models say of 800 sessions of which half bought: the truth so often as told, sure of it by `chance`. */
function tryModels(said: Partial<Record<SessionModelName, { right: number; chance: number }>>) {
  const random = seedRandom(8);
  const bought = Float64Array.from({ length: 800 }, (_, row) => row % 2);
  const predicted = new Map(
    SESSION_MODELS.map((name) => {
      const { right, chance } = said[name] ?? { right: 0.5, chance: 0.5 };
      return [
        name,
        bought.map((came) => ((random() < right ? came : 1 - came) === 1 ? chance : 1 - chance)),
      ];
    }),
  );
  return [{ predicted, bought }];
}

test("All models are served together, but for those that tellingly harm, and the base rate where none beats it.", () => {
  const good = { right: 0.75, chance: 0.7 };
  const all = { points: good, "logistic-regression": good, "boosted-trees": good };
  expect(chooseSessionModels(tryModels(all))).toEqual([
    "points",
    "logistic-regression",
    "boosted-trees",
  ]);
  const wrong = { right: 0.2, chance: 0.8 };
  expect(chooseSessionModels(tryModels({ ...all, points: wrong }))).toEqual([
    "logistic-regression",
    "boosted-trees",
  ]);
  expect(
    chooseSessionModels(
      tryModels({ points: wrong, "logistic-regression": wrong, "boosted-trees": wrong }),
    ),
  ).toEqual(["base-rate"]);
});
