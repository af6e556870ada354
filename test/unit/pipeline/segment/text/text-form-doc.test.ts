import { expect, test } from "vitest";
import { sayProblem } from "../../../../../app/components/segments/text/say-text.ts";
import * as atomWords from "../../../../../app/pipeline/segment/text/atom-words.ts";
import * as conditionStarts from "../../../../../app/pipeline/segment/text/condition-starts.ts";
import * as filterWords from "../../../../../app/pipeline/segment/text/filter-words.ts";
import * as joinWords from "../../../../../app/pipeline/segment/text/join-words.ts";
import * as lengthWords from "../../../../../app/pipeline/segment/text/length-words.ts";
import * as signalWords from "../../../../../app/pipeline/segment/text/signal-words.ts";
import { parseConditionText } from "../../../../../app/pipeline/segment/text/parse-condition-text.ts";
import { readDocument } from "../../../../support/numbered-sentences.ts";
import { testWords } from "../../../../support/words.ts";

const words = testWords("grammar");
const lines = readDocument("docs/segments.md");
const modules = [atomWords, conditionStarts, filterWords, joinWords, lengthWords, signalWords];

/** Every word and sign that the parser looks for, from all its vocabularies. */
const looked = modules.flatMap((module) =>
  Object.values<object>(module).flatMap((vocabulary) =>
    "words" in vocabulary && Array.isArray(vocabulary.words)
      ? vocabulary.words.map(({ text }: { text: string }) => text)
      : [],
  ),
);

test("The grammar names every word and sign that the parser looks for, and no other.", () => {
  const [, grammar = ""] = /```ebnf\n([^`]+)```/.exec(lines.join("\n")) ?? [];
  const written = [...grammar.matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  expect([...new Set(written)].toSorted()).toEqual([...new Set(looked)].toSorted());
});

test("Every answer to a refused text is the one that the document gives.", () => {
  const rows = lines.flatMap((line) => {
    const [, text, answer] = /^\| `([^`]+)` \| (.+) \|$/.exec(line) ?? [];
    return text === undefined || answer === undefined ? [] : [[text, answer.trim()]];
  });
  expect(rows.length).toBeGreaterThanOrEqual(13);
  const answers = rows.map(([text = ""]) => {
    const parsed = parseConditionText(text);
    const [error] = parsed.outcome === "refused" ? parsed.errors : [];
    return [text, error && sayProblem(words, error.message)];
  });
  expect(answers).toEqual(rows);
});
