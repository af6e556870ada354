import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { EventEvaluation } from "../../../../scripts/evaluate/evaluate-events.ts";
import { lastLineOf, runEvaluate } from "../../../support/run-evaluate.ts";
import { writeSimulatedLog } from "../../../support/visitors/write-log.ts";

let folder = "";
let file = "";

const evaluationOf = (stdout: string): EventEvaluation => lastLineOf<EventEvaluation>(stdout);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kindling-evaluate-events-"));
  file = join(folder, "events.csv.gz");
  await writeSimulatedLog(file, { seed: 8, persons: 700, days: 30, eagerness: 1.2 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("ends in one object of all models, by horizon and kind of row", async () => {
  const stdout = await runEvaluate("--events", file, "--json");
  const evaluation = evaluationOf(stdout);
  expect(evaluation).toMatchObject({
    data: file,
    cuts: ["2026-01-27"],
    horizonHours: [1, 24],
    seed: 1,
  });
  expect(evaluation.results.map(({ horizonHours, rows }) => [horizonHours, rows])).toEqual([
    [1, "every-event"],
    [1, "one-per-session"],
    [24, "every-event"],
    [24, "one-per-session"],
  ]);
  for (const { models, champion, rowCount, bought } of evaluation.results) {
    expect(models.map(({ name }) => name)).toEqual([
      "base-rate",
      "recency",
      "frequency",
      "decayed-points",
      "logistic-regression",
      "boosted-trees",
      "blend",
    ]);
    expect(models.find(({ name }) => name === champion)?.auc).toBeGreaterThan(0.6);
    expect(bought).toBeGreaterThan(20);
    expect(bought).toBeLessThan(rowCount / 2);
  }
  expect(evaluation.models).toEqual(evaluation.results[0]?.models);
  expect(evaluation.champion).toBe(evaluation.results[0]?.champion);
  expect(evaluation.log.partOfPurchase).toBeGreaterThanOrEqual(evaluation.log.purchases);
  expect(stdout).toContain("who buys within 1 h, at every event");
}, 180_000);

it("judges at the cuts that are asked for, and says what was served at each", async () => {
  const evaluation = evaluationOf(
    await runEvaluate("--events", file, "--cuts", "2026-01-20,2026-01-28", "--seed", "4", "--json"),
  );
  expect(evaluation.cuts).toEqual(["2026-01-20", "2026-01-28"]);
  expect(evaluation.results[0]?.champions).toHaveLength(2);
}, 180_000);

it("tells what it did not understand, row by row and kind by kind", async () => {
  const odd = join(folder, "odd.csv");
  await writeFile(
    odd,
    "visitor,time,kind\na,2026-01-05,page_viewed\na,noon,page_viewed\na,2026-01-06,hovered\na,2026-01-09,view\n",
  );
  const stdout = await runEvaluate("--events", odd);
  expect(stdout).toContain("line 3: the time is neither");
  expect(stdout).toContain("hovered (1)");
}, 180_000);

it.each([
  ["visitor,kind\na,view\n", [], /lacks:\n {2}time/],
  ["visitor,time,kind\n", [], /no events over any time/],
  [
    "visitor,time,kind\na,2026-01-05,view\na,2026-01-09,view\n",
    ["--cuts", "2026-02-01"],
    /--cuts 2026-02-01 lies outside the log, which goes from 2026-01-05 to 2026-01-09/,
  ],
])(
  "says what is wrong with %j and %j",
  async (text, args, message) => {
    const wrong = join(folder, "wrong.csv");
    await writeFile(wrong, text);
    await expect(runEvaluate("--events", wrong, ...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message) as string,
    });
  },
  180_000,
);
