import fc from "fast-check";
import { expect, test } from "vitest";
import { sayExpected, sayProblem } from "../../../../../app/components/segments/text/say-text.ts";
import { LANGUAGES } from "../../../../../app/i18n/languages.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import { NO_NAMES } from "../../../../../app/pipeline/segment/text/names.ts";
import {
  LONGEST_TEXT,
  parseConditionText,
} from "../../../../../app/pipeline/segment/text/parse-condition-text.ts";
import type { TextError } from "../../../../../app/pipeline/segment/text/text-error.ts";
import { anyCondition } from "../../../../support/condition-arbitrary.ts";
import { testWords } from "../../../../support/words.ts";

const WORDS = LANGUAGES.map((locale) => testWords("grammar", { locale }));
const words = testWords("grammar");

const errorsOf = (text: string, names = NO_NAMES): TextError[] => {
  const parsed = parseConditionText(text, names);
  return parsed.outcome === "refused" ? parsed.errors : [];
};

/** Without a hole that was left open and without a key in place of its words. */
const SENTENCE = /^(?!.*(?:\{\{|\bundefined\b|^wrong\.))[^\n]+[.?]$/;

const pieceOf = (text: string, { start, length }: TextError): string =>
  text.slice(start, start + length);

const correct = (text: string, error: TextError): string =>
  text.slice(0, error.start) + (error.suggestion ?? "") + text.slice(error.start + error.length);

/** Texts with one mistake: the piece that is pointed at, and the text after its suggestion was taken. */
const MISTAKES: readonly (readonly [text: string, piece: string, corrected: string])[] = [
  // Slips of the pen.
  ["count product_view >= 3", "product_view", "count product_viewed >= 3"],
  ["count prodcut_viewed >= 3", "prodcut_viewed", "count product_viewed >= 3"],
  ["cuont order >= 3", "cuont", "count order >= 3"],
  ["email consent is subscribd", "subscribd", "email consent is subscribed"],
  ["last order at lest 3 days ago", "lest", "last order at least 3 days ago"],
  ["rfm_group in (champions, loyals)", "loyals", "rfm_group in (champions, loyal)"],
  ["churn_chance_ > 5%", "churn_chance_", "churn_chance > 5%"],
  // Marketers' words.
  ["count viewed in 7 days >= 3", "viewed", "count product_viewed in 7 days >= 3"],
  ["count bought in 7 days >= 3", "bought", "count order in 7 days >= 3"],
  ["last purchased at least 7 days ago", "purchased", "last order at least 7 days ago"],
  ["count added to cart >= 1", "added to cart", "count product_added_to_cart >= 1"],
  ["count opened email >= 1", "opened email", "count email_opened >= 1"],
  ["count product view >= 1", "product view", "count product_viewed >= 1"],
  ["product_viewed in 7 days >= 3", "product_viewed", "count product_viewed in 7 days >= 3"],
  ["bought in 7 days >= 3", "bought", "count order in 7 days >= 3"],
  ["email opened in 7 days >= 3", "email opened", "count email_opened in 7 days >= 3"],
  ["order_placed at least 7 days ago", "order_placed", "last order_placed at least 7 days ago"],
  ["spent in 365 days >= 100", "spent", "sum order in 365 days >= 100"],
  ["churn >= 60%", "churn", "churn_chance >= 60%"],
  ["customer", "customer", "is customer"],
  // Signs of programming languages and word processors.
  ["count order == 2", "==", "count order = 2"],
  ["count order => 2", "=>", "count order >= 2"],
  ["is customer && is visitor", "&&", "is customer and is visitor"],
  ["is customer || is visitor", "||", "is customer or is visitor"],
  ["! is visitor", "!", "not is visitor"],
  ["tag 'whole sale'", "'whole sale'", 'tag "whole sale"'],
  ["intent == 50", "==", "intent >= 50"],
  ["rfm_group = loyal", "=", "rfm_group is loyal"],
  ["count order[price 50…100] >= 1", "…", "count order[price 50..100] >= 1"],
  ["count order[price 50-100] >= 1", "-100", "count order[price 50..100] >= 1"],
  ["count order[price > 50] >= 1", ">", "count order[price from 50] >= 1"],
  // Lengths of time.
  ["count order in 30d >= 2", "30d", "count order in 30 days >= 2"],
  ["count order in 2 weeks >= 2", "2 weeks", "count order in 14 days >= 2"],
  ["count order in 30 >= 2", "30", "count order in 30 days >= 2"],
  ["count order in 30 days ago >= 2", "ago", "count order in 30 days  >= 2"],
  ["count order in the last 30 days >= 2", "in the last", "count order in 30 days >= 2"],
  ["count order within 30 days >= 2", "within", "count order in 30 days >= 2"],
  ["last order 30 days ago", "30", "last order at least 30 days ago"],
  ["last order > 30 days ago", ">", "last order at least 30 days ago"],
  ["last order more than 30 days ago", "more than", "last order at least 30 days ago"],
  ["next_order less than 1.5 days ahead", "1.5 days", "next_order less than 36 hours ahead"],
  // Numbers.
  ["sum order >= 1,000", "1,000", "sum order >= 1000"],
  ["sum order >= 1,000 and is customer", "1,000", "sum order >= 1000 and is customer"],
  ["sum order >= 1'000", "1'000", "sum order >= 1000"],
  ["sum order >= 1 000", "1 000", "sum order >= 1000"],
  ["sum order >= 1.000.000", "1.000.000", "sum order >= 1000000"],
  ["sum order >= 1.500", "1.500", "sum order >= 1500"],
  ["sum order >= 19,90", "19,90", "sum order >= 19.90"],
  ["sum order >= $50", "$", "sum order >= 50"],
  ["sum order >= 1e3", "1e3", "sum order >= 1000"],
  ["sum order >= 2k", "2k", "sum order >= 2000"],
  ["sum order >= .5", ".5", "sum order >= 0.5"],
  ["churn_chance >= 0.6", "0.6", "churn_chance >= 60%"],
  ["share order[discounted] >= 0.5", "0.5", "share order[discounted] >= 50%"],
  ["share order[discounted] >= 80", "80", "share order[discounted] >= 80%"],
  // Names.
  ["tag Wholesale", "Wholesale", 'tag "Wholesale"'],
  ["segment vip and is customer", "vip", 'segment "vip" and is customer'],
  ['is customer and tag "wholesale', '"wholesale', 'is customer and tag "wholesale"'],
  // What joins conditions.
  ["is customer intent >= 5", "intent", "is customer and intent >= 5"],
  ["is customer)", ")", "is customer"],
  ["count (order_placed or page_viewed) >= 1", "or", "count (order_placed , page_viewed) >= 1"],
  ["intent >= 5 but not is visitor", "but not", "intent >= 5 and not is visitor"],
];

test.each(MISTAKES)("“%s” is refused at “%s”, and its suggestion makes it “%s”.", (...row) => {
  const [text, piece, corrected] = row;
  const errors = errorsOf(text);
  expect(errors.map((error) => pieceOf(text, error))).toEqual([piece]);
  expect(errors.map((error) => correct(text, error))).toEqual([corrected]);
  expect(errorsOf(corrected)).toEqual([]);
});

test("An error says where it is, what should stand there and what was probably meant.", () => {
  const text = "is customer # first line\nand count product_view in 7 days >= 3";
  const [error] = errorsOf(text);
  expect({
    ...error,
    message: error && sayProblem(words, error.message),
    expected: sayExpected(words, error?.expected ?? []),
  }).toEqual({
    line: 2,
    column: 11,
    start: 35,
    length: 12,
    message: "“product_view” cannot stand here: did you mean “product_viewed”?",
    expected: "“(” or something that happens, such as order or product_viewed",
    suggestion: "product_viewed",
  });
});

const MESSAGES: readonly (readonly [text: string, message: string])[] = [
  ["", "There is no condition yet: begin with one such as “count order >= 2”."],
  [
    "count order",
    "Something is missing at the end: expected filters in [ ], “of one product”, a window such as in 30 days or a comparison such as >=.",
  ],
  ["(is customer", "Something is missing at the end: expected “and”, “or” or “)”."],
  ["revenue reaches 7", "Expected a percentile from p10 to p90 here, not “7”."],
  [
    "count order >= 2 in 30 days",
    "A window stands before the comparison, as in “count order in 30 days >= 2”.",
  ],
  [
    "count (order, page_viewed) >= 2",
    "One condition is about orders alone, or about signals with the same filters: join two by “or”.",
  ],
  ["count order != 0", "There is no “!=”: write “not” before the condition and “=” in it."],
  ['tag "a" "b"', 'Expected “and”, “or” or the end of the condition here, not the text "b".'],
  [`sum order >= 1${"0".repeat(400)}`, "This number is too large to count with."],
];

test.each(MESSAGES)("“%s” is answered: %s", (text, message) => {
  expect(errorsOf(text).map((error) => sayProblem(words, error.message))).toEqual([message]);
});

test("Several mistakes are told at once, each where it is, and five at most.", () => {
  const text = "count product_view >= 1 and (intent = 5 or tag vip) and last order 3 days ago";
  expect(errorsOf(text).map((error) => pieceOf(text, error))).toEqual([
    "product_view",
    "=",
    "vip",
    "3",
  ]);
  const many = Array.from({ length: 9 }, (_, index) => `tag t${index}`).join(" or\n");
  expect(errorsOf(many).map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
});

test("A segment or a collection that does not exist is held against those that do.", () => {
  const names = {
    ...NO_NAMES,
    known: (kind: string) => [{ name: kind === "segment" ? "high-intent" : "shoes", help: "" }],
  };
  const text = 'segment high-intnet or count order[collection "shoe"] >= 1';
  expect(errorsOf(text, names).map(({ suggestion }) => suggestion)).toEqual([
    '"high-intent"',
    '"shoes"',
  ]);
});

test("No text whatever is too much: each is read or refused with places inside of it.", () => {
  const pieces =
    'count order ( ) [ ] , and or not >= 5 7 days in all of longest " “ # \n price .. last then'.split(
      " ",
    );
  const anyText = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join(" ")),
    fc
      .tuple(
        anyCondition,
        fc.nat(),
        fc.nat(8),
        fc.constantFrom(...pieces, "é", "\0", "30d", "__proto__", "3constructor"),
      )
      .map(([condition, place, length, piece]) => {
        const text = formatCondition(condition);
        const at = place % (text.length + 1);
        return text.slice(0, at) + piece + text.slice(at + length);
      }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseConditionText(text);
      if (parsed.outcome === "parsed") return;
      expect(parsed.errors.length).toBeGreaterThan(0);
      expect(parsed.errors.length).toBeLessThanOrEqual(5);
      for (const { line, column, start, length, message } of parsed.errors) {
        expect(start + length).toBeLessThanOrEqual(text.length);
        const before = text.split("\n").slice(0, line - 1);
        expect(before.join("\n").length + (line > 1 ? 1 : 0) + column - 1).toBe(start);
        for (const spoken of WORDS) expect(sayProblem(spoken, message)).toMatch(SENTENCE);
      }
    }),
    { numRuns: 1500 },
  );
});

const ENDLESS = ["(", "not ", "all of (", "count (", "longest of (", "x and ", "is customer "];

test.each(ENDLESS)("“%s” a hundred thousand letters long is refused within a moment.", (piece) => {
  const text = piece.repeat(Math.floor(LONGEST_TEXT / piece.length));
  expect(errorsOf(text).length).toBeGreaterThan(0);
  expect(errorsOf(text + text).map(({ start }) => start)).toEqual([LONGEST_TEXT]);
});
