import fc from "fast-check";
import { expect, test } from "vitest";
import { sayProblem } from "../../../../../app/components/segments/text/say-text.ts";
import { checkCondition } from "../../../../../app/pipeline/segment/check-condition.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import { NO_NAMES } from "../../../../../app/pipeline/segment/text/names.ts";
import { readConditionText } from "../../../../../app/pipeline/segment/text/read-condition-text.ts";
import { anyCondition, SEGMENT_HANDLES } from "../../../../support/condition-arbitrary.ts";
import { testWords } from "../../../../support/words.ts";

const words = testWords("grammar");
const context = { segments: SEGMENT_HANDLES, tagPrefix: "kindling:" };

const read = (text: string) =>
  readConditionText({ text, names: NO_NAMES, check: (found) => checkCondition(found, context) });

test("What makes sense is read, whatever it is.", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(read(formatCondition(condition))).toEqual({ outcome: "read", condition });
    }),
  );
});

test.each<[text: string, pieces: string[]]>([
  ["sum page_viewed in 7 days >= 5", ["page_viewed"]],
  ['is customer\nand count page_viewed[channel "web"] >= 1', ['channel "web"']],
  ["count page_viewed[discounted] >= 1", ["discounted"]],
  ["rfm_recency >= 9", ["9"]],
  ["intent >= 101 or intent >= -1", ["101", "-1"]],
  ["churn_chance >= 120%", ["120"]],
  ["share order[discounted] >= 101%", ["101"]],
  ["last order then no page_viewed within 5 minutes", ["5"]],
  ["count order >= 2.5", ["2.5"]],
  ["count order[price 100..50] >= 1", ["50"]],
  ["count order in 4000 days >= 1", ["4000"]],
  ['segment "nobody"', ['"nobody"']],
  ['tag "kindling:vip"', ['"kindling:vip"']],
])("“%s” is refused at %j.", (text, pieces) => {
  const found = read(text);
  const errors = found.outcome === "refused" ? found.errors : [];
  expect(errors.map(({ start, length }) => text.slice(start, start + length))).toEqual(pieces);
  for (const { message } of errors) expect(sayProblem(words, message)).toMatch(/^[^\n]+\.$/);
});

test("What is senseless on another line is told at its line and column.", () => {
  const found = read("is customer\n  and rfm_recency >= 9");
  expect(found).toMatchObject({ outcome: "refused", errors: [{ line: 2, column: 22, length: 1 }] });
});
