import { expect, test } from "vitest";
import { scoreBehavior } from "../../../../app/pipeline/score/behavior-score.ts";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { MAX_SCORE, toMicro } from "../../../../app/pipeline/score/micro-points.ts";
import { unknownScore } from "../../../../app/pipeline/score/scores.ts";
import type { Score } from "../../../../app/pipeline/score/scores.ts";

const known = (points: number): Score => ({ points: toMicro(points), contributions: [] });
const unknown = unknownScore("nothing-known-yet");
const parts = DEFAULT_MODEL.behavior;

test("The behavior score is the mean of intent, engagement and value, weighted 40, 25 and 35.", () => {
  const scores = { intent: known(80), engagement: known(20), value: known(60) };
  const behavior = scoreBehavior(scores, parts);
  expect(behavior.points).toBe(toMicro(58));
  expect(behavior.contributions.map((line) => [line.term, line.points])).toEqual([
    ["intent", toMicro(32)],
    ["engagement", toMicro(5)],
    ["value", toMicro(21)],
  ]);
});

test("An unknown score is left out of the behavior score, and where none is known it is unknown too.", () => {
  const scores = { intent: unknown, engagement: known(20), value: known(80) };
  expect(scoreBehavior(scores, parts).points).toBe(toMicro((25 * 20 + 35 * 80) / 60));
  const zero = scoreBehavior({ ...scores, intent: known(0) }, parts);
  expect(zero.points).toBe(toMicro((25 * 20 + 35 * 80) / 100));
  expect(scoreBehavior({ intent: unknown, engagement: unknown, value: unknown }, parts)).toEqual({
    points: null,
    reason: "nothing-known-yet",
    contributions: [],
  });
});

test("Three full scores make a full behavior score whatever their weights.", () => {
  const full = { intent: known(100), engagement: known(100), value: known(100) };
  for (const third of [1, 3, 7, 333]) {
    const behavior = scoreBehavior(full, { intent: 1, engagement: 1, value: third });
    expect(behavior.points).toBe(MAX_SCORE);
  }
});
