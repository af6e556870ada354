import { expect, test } from "vitest";
import { describeChoice } from "../../../../app/components/predictions/describe-choice.ts";
import { MODELS_IN_ORDER, modelWords } from "../../../../app/components/predictions/model-words.ts";
import { TRIVIAL_MODELS } from "../../../../app/pipeline/predict/purchase/fitted-model.ts";
import { testWords } from "../../../support/words.ts";
import { taskCard } from "./fixtures.ts";

const words = testWords("predictions");

test("the simple rules are those that the pipeline holds every model against", () => {
  const simple = MODELS_IN_ORDER.filter((name) => modelWords(words, name).isSimple);
  expect(simple.sort()).toEqual([...TRIVIAL_MODELS].sort());
});

test("a blend names its parts and what it gains over the best simple rule", () => {
  expect(describeChoice(words, taskCard())).toEqual({
    served: "blend",
    name: "Blend",
    why: "The mean of Purchase rhythm, Pareto/NBD and Weighed signs: no model alone did noticeably better in the trials. Its error is 13% smaller than that of the best simple rule (Last order).",
  });
});

test("a gain that nobody would notice is none", () => {
  const models = taskCard().models.map((model) => ({ ...model, levelledLogLoss: 0.4 }));
  expect(describeChoice(words, taskCard({ models })).why).toContain(
    "The best simple rule (Last order) is about as good here.",
  );
});

test("a simple rule is said to be one, also where it is all that is left of the blend", () => {
  for (const card of [
    taskCard({ champion: "decayed-count" }),
    taskCard({ champion: "blend", blend: ["decayed-count"] }),
  ]) {
    const { served, why } = describeChoice(words, card);
    expect(served).toBe("decayed-count");
    expect(why).toBe(
      "A simple rule: counts orders, older ones for less. Nothing more elaborate beat it here.",
    );
  }
});

test("a single model did best", () => {
  expect(describeChoice(words, taskCard({ champion: "pareto-nbd" })).why).toMatch(
    /^It did best in the trials\. Its error is 10% smaller/,
  );
});

test("with too little to judge by no model is said to have won", () => {
  const outcomes = { happened: 29, count: 1000 };
  const { why } = describeChoice(words, taskCard({ champion: "pareto-nbd", outcomes }));
  expect(why).toMatch(/^Too little has come true to choose by: 29 of 1,000 customers ordered/);
});

test("a span that the past is too short for is said to be stretched", () => {
  expect(describeChoice(words, taskCard({ horizonDays: 365, learnedDays: 99 })).why).toMatch(
    /Learned over 99 days and stretched to 365 days, since/,
  );
});
