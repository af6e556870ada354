import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SessionEvaluation } from "../../../../scripts/evaluate/evaluate-sessions.ts";
import { judgeSplit } from "../../../../scripts/evaluate/sessions/judge-split.ts";
import {
  readSessions,
  SESSION_COLUMNS,
} from "../../../../scripts/evaluate/sessions/read-sessions.ts";
import {
  splitByMonth,
  splitStratified,
} from "../../../../scripts/evaluate/sessions/split-sessions.ts";
import { lastLineOf, runEvaluate } from "../../../support/run-evaluate.ts";
import { testWithSharedData } from "../../../support/shared-data.ts";
import { simulateSessions } from "../../../support/simulated-sessions.ts";

const MONTHS = "Jan Feb Mar Apr May June Jul Aug Sep Oct Nov Dec".split(" ");
let folder = "";
let file = "";

const rowsOf = (sessions: number): string[] =>
  simulateSessions({ sessions, seed: 4 }).map(({ session, bought }) =>
    [
      ...[session.pages.account, session.seconds.account],
      ...[session.pages.information, session.seconds.information],
      ...[session.pages.product, session.seconds.product],
      ...[session.bounceRate, session.exitRate, session.pageValue, session.specialDay],
      ...[MONTHS[session.month], session.categories.system, session.categories.browser],
      ...[session.categories.region, session.categories.source, session.categories.visitor],
      ...[session.isWeekend ? "TRUE" : "FALSE", bought === 1 ? "True" : "False"],
    ].join(),
  );

const write = async (name: string, rows: string[], header = SESSION_COLUMNS.join()) => {
  const path = join(folder, name);
  await writeFile(path, [header, ...rows].join("\n"));
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kindling-sessions-"));
  file = await write("sessions.csv", rowsOf(240));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const evaluate = (...args: string[]): Promise<string> => runEvaluate("--sessions", ...args);

test("npm run evaluate -- --sessions ends in one object with both splits and all models.", async () => {
  const stdout = await evaluate(file, "--json");
  const result = lastLineOf<SessionEvaluation>(stdout);
  expect(result).toMatchObject({ sessions: 240, leaking: ["PageValues"], withLeaking: false });
  expect(result.splits.map(({ name, repeats }) => [name, repeats])).toEqual([
    ["stratified", 10],
    ["months", 1],
  ]);
  for (const { models, champion } of result.splits) {
    const names = models.map(({ name }) => name);
    for (const name of ["base-rate", "points", "logistic-regression", "boosted-trees", "blend"])
      expect(names).toContain(name);
    const served = models.find(({ name }) => name === champion);
    expect(served?.auc).toBeGreaterThan(0.65);
    expect(served?.brier).toBeLessThan(0.25);
    for (const key of ["prAuc", "calibrationError", "topDecileLift", "fitSeconds"] as const)
      expect(served?.[key]).toEqual(expect.any(Number));
  }
}, 180_000);

test("What is wrong with a file is said, and what to do.", async () => {
  const lacking = await write("lacking.csv", [], "Month,Revenue");
  await expect(evaluate(lacking)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /lacks the columns Administrative, .*sessions are read from/,
    ) as string,
  });
  const few = await write("few.csv", rowsOf(12));
  await expect(evaluate(few)).rejects.toMatchObject({
    stderr: expect.stringMatching(/20 of each are needed to judge by/) as string,
  });
}, 180_000);

test("A row that cannot be read costs that row, and its line and reason are told.", async () => {
  const [good = "", other = ""] = rowsOf(2);
  const cells = good.split(",");
  const replace = (column: (typeof SESSION_COLUMNS)[number], text: string) =>
    cells.with(SESSION_COLUMNS.indexOf(column), text).join();
  const read = await readSessions(
    await write("rows.csv", [
      good,
      replace("ExitRates", ""),
      replace("ProductRelated", "-1"),
      replace("Month", "Monat"),
      replace("Revenue", "maybe"),
      "1,2,3",
      other,
    ]),
  );
  expect(read.table.rows).toBe(2);
  expect(read.unreadableRows).toBe(5);
  expect(read.unreadable.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    "3 ExitRates is no number of 0 or more",
    "4 ProductRelated is no number of 0 or more",
    "5 Month is no month",
    "6 Revenue is neither TRUE nor FALSE",
    "7 18 columns expected, 3 found",
  ]);
});

test("A stratified split leaves seven in ten of each kind to learn from, and every row on one side.", () => {
  const bought = Float64Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const { learned, judged } = splitStratified(bought, 5);
  expect([...learned, ...judged].sort((a, b) => a - b)).toEqual([...bought.keys()]);
  expect(Array.from(learned, (row) => bought[row]).filter((each) => each === 1).length).toBe(70);
  expect(learned.length).toBe(700);
  expect(splitStratified(bought, 6)).not.toEqual({ learned, judged });
});

test("The last two months are judged, where there are two more before them.", () => {
  const split = splitByMonth(Float64Array.of(1, 4, 10, 11, 10, 2));
  expect(split?.judgedMonths).toEqual([10, 11]);
  expect([...(split?.judged ?? [])]).toEqual([2, 3, 4]);
  expect([...(split?.learned ?? [])]).toEqual([0, 1, 5]);
  expect(splitByMonth(Float64Array.of(1, 4, 10))).toBeNull();
});

testWithSharedData(
  "online_shoppers_intention.csv.gz",
  "across a change of season what is served beats the points, trees and lines that were measured there",
  async (path) => {
    const read = await readSessions(path);
    const split = splitByMonth(read.table.month);
    if (split === null) throw new Error("The file tells of too few months");
    const { models, served } = judgeSplit({
      file: read,
      split,
      options: { ahead: "later", withPageValue: false, seed: 1 },
    });
    const told = models.find(({ name }) => name === "served");
    expect(split.learned.length).toBe(7605);
    expect(served.length).toBeGreaterThan(1);
    expect(told?.auc).toBeGreaterThanOrEqual(0.707);
    expect(told?.prAuc).toBeGreaterThanOrEqual(0.368);
    expect(told?.brier).toBeLessThanOrEqual(0.156);
  },
  180_000,
);
