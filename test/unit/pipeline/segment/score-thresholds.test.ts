import { expect, test } from "vitest";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { scoreThresholds } from "../../../../app/pipeline/segment/score-thresholds.ts";

const intentOf = (points: number): Condition => ({
  kind: "score",
  score: "intent",
  comparison: "at-least",
  points,
});

test("Every comparison of a score is listed once, with all segments that ask for it", () => {
  const segments = [
    {
      handle: "hot",
      condition: intentOf(60),
      leaveWhen: { ...intentOf(40), comparison: "less-than" },
    },
    {
      handle: "warm",
      condition: { kind: "any", of: [intentOf(30), { kind: "none", of: [intentOf(60)] }] },
      leaveWhen: null,
    },
    { handle: "others", condition: { kind: "person", is: "visitor" }, leaveWhen: null },
  ] as Parameters<typeof scoreThresholds>[0];
  expect(scoreThresholds(segments)).toEqual([
    { score: "intent", comparison: "at-least", points: 60, segments: ["hot", "warm"] },
    { score: "intent", comparison: "less-than", points: 40, segments: ["hot"] },
    { score: "intent", comparison: "at-least", points: 30, segments: ["warm"] },
  ]);
});
