import { expect, test } from "vitest";
import { checkCondition } from "../../../../../app/pipeline/segment/check-condition.ts";
import type { Condition } from "../../../../../app/pipeline/segment/condition-tree.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import { NO_NAMES } from "../../../../../app/pipeline/segment/text/names.ts";
import type { ConditionNames } from "../../../../../app/pipeline/segment/text/names.ts";
import { readConditionText } from "../../../../../app/pipeline/segment/text/read-condition-text.ts";
import { evaluateCondition } from "../../../../support/evaluate-condition.ts";
import { readDocument } from "../../../../support/numbered-sentences.ts";
import { situationAt } from "../situations.ts";
import { EXAMPLE_PEOPLE } from "./example-people.ts";
import { COLLECTIONS } from "./people.ts";

const EXAMPLE = /\*\*([^*]+)\.\*\* [^`]+?\n\n```segment\n([^`]+)\n```/g;

const examples = [...readDocument("docs/segments.md").join("\n").matchAll(EXAMPLE)].map(
  ([, title = "", text = ""]) => ({ title, text }),
);

const names: ConditionNames = {
  ...NO_NAMES,
  collectionIdOf: (handle) => COLLECTIONS[handle] ?? null,
  handleOfCollection: (id) =>
    Object.keys(COLLECTIONS).find((handle) => COLLECTIONS[handle] === id) ?? null,
};

const read = (text: string) => {
  const context = { segments: ["vip"], tagPrefix: "kindling:" };
  const check = (condition: Condition) => checkCondition(condition, context);
  const found = readConditionText({ text, names, check });
  if (found.outcome === "refused") throw new Error(JSON.stringify(found.errors));
  return found.condition;
};

test("The document has thirty examples at least, each with people of its own.", () => {
  expect(examples.length).toBeGreaterThanOrEqual(30);
  expect(examples.map(({ title }) => title)).toEqual(Object.keys(EXAMPLE_PEOPLE));
});

test.each(examples)("“$title” is printed as the document writes it.", ({ text }) => {
  // The document's lines were read without the blanks that begin them.
  const printed = formatCondition(read(text), names);
  expect(printed.replace(/ +/g, " ")).toBe(text);
});

test.each(examples)("“$title” is met by whom it is meant for, and not by others.", (example) => {
  const condition = read(example.text);
  const verdicts = (EXAMPLE_PEOPLE[example.title] ?? []).map(
    (known) => evaluateCondition({ ...situationAt(known), condition }).met,
  );
  expect(verdicts).toEqual([true, false]);
});
