import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../../../../app/pipeline/segment/condition-tree.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import type { ConditionNames } from "../../../../../app/pipeline/segment/text/names.ts";
import { NO_NAMES } from "../../../../../app/pipeline/segment/text/names.ts";
import { parseConditionText } from "../../../../../app/pipeline/segment/text/parse-condition-text.ts";
import { anyCondition, COLLECTION_IDS } from "../../../../support/condition-arbitrary.ts";

function parsed(text: string, names: ConditionNames = NO_NAMES): Condition {
  const found = parseConditionText(text, names);
  if (found.outcome === "refused") throw new Error(`${text}\n${JSON.stringify(found.errors)}`);
  return found.condition;
}

const PRETTY_HANDLES: ConditionNames = {
  ...NO_NAMES,
  collectionIdOf: (handle) => COLLECTION_IDS.find((id) => handle === `shoes "${id}"`) ?? null,
  handleOfCollection: (id) => `shoes "${id}"`,
};

test("A condition that was printed is read as the same condition, whatever it is.", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(parsed(formatCondition(condition))).toEqual(condition);
      const text = formatCondition(condition, PRETTY_HANDLES);
      expect(parsed(text, PRETTY_HANDLES)).toEqual(condition);
    }),
    { numRuns: 400 },
  );
});

test("What was printed is printed the same again, in lines that do not get wider than they must.", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const text = formatCondition(condition);
      expect(formatCondition(parsed(text))).toBe(text);
      for (const line of text.split("\n")) {
        expect(line).not.toMatch(/\s$/);
        if (line.length > 90) expect(line).not.toMatch(/\S (?:and|or) /);
      }
    }),
    { numRuns: 200 },
  );
});

test("Blanks, comments, capitals and other signs of the same meaning change nothing.", () => {
  fc.assert(
    fc.property(anyCondition, fc.array(fc.nat(5)), (condition, choices) => {
      let next = 0;
      const choose = (): number => choices[next++ % Math.max(choices.length, 1)] ?? 0;
      const blanks = [" ", "\n", "\t ", " # a note, (not read\n", "\u00a0", "\r\n"];
      const text = formatCondition(condition).replace(
        /("(?:[^"\\]|\\.)*")|[ \n]+|>=|<=|[a-z]+/g,
        (piece: string, name: string | undefined) => {
          if (name !== undefined) return piece;
          if (piece === ">=") return choose() % 2 === 0 ? "≥" : piece;
          if (piece === "<=") return choose() % 2 === 0 ? "≤" : piece;
          if (/[a-z]/.test(piece)) return choose() % 2 === 0 ? piece.toUpperCase() : piece;
          return blanks[choose()] ?? " ";
        },
      );
      expect(parsed(text)).toEqual(condition);
    }),
    { numRuns: 200 },
  );
});

test("Numbers of any size keep every digit.", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e25, noNaN: true }), (amount) => {
      const condition: Condition = {
        kind: "sum",
        money: "whole",
        of: { kind: "orders", where: [] },
        window: null,
        comparison: "at-least",
        amount,
      };
      expect(formatCondition(condition)).not.toMatch(/\de/);
      expect(parsed(formatCondition(condition))).toEqual(condition);
    }),
    { examples: [[1e-7], [5e-324], [1e21], [123456789.125]] },
  );
});

test("Lengths of any number of milliseconds come back exactly.", () => {
  const tenYearsMs = 10 * 365 * 86_400_000;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: tenYearsMs }), (ms) => {
      const condition: Condition = {
        kind: "count",
        of: { kind: "orders", where: [] },
        each: null,
        window: { kind: "fixed", ms },
        comparison: "at-least",
        count: 1,
      };
      expect(parsed(formatCondition(condition))).toEqual(condition);
    }),
  );
});

/** Any UTF-16 unit, halves of pairs too: a name comes from wherever it comes. */
const anyUnit = fc.oneof(
  fc.constantFrom('"', "\\", "\n", "\r", "#", "“", "”"),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

test("Names and tags of any letters come back as they were.", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit }), (tag) => {
      const condition: Condition = { kind: "tag", tag };
      expect(parsed(formatCondition(condition))).toEqual(condition);
    }),
    { examples: [['5” "wide"\\'], ["a\nb\r\nc"], ["“”"], ["#not a note"]] },
  );
});

test("Lists of signals that could be read as one kind of thing are kept apart.", () => {
  const viewed = { kind: "signals", signals: ["product_viewed"], where: [] } as const;
  const carted = { kind: "signals", signals: ["cart_viewed"], where: [] } as const;
  const both = { kind: "signals", signals: ["product_viewed", "cart_viewed"], where: [] } as const;
  const orders = { kind: "orders", where: [] } as const;
  const then = (by: Extract<Condition, { kind: "sequence" }>["by"]): Condition => ({
    kind: "sequence",
    moment: { kind: "last", of: orders },
    followed: "some",
    by,
    within: null,
  });
  const texts = [[both], [viewed, carted], [orders, viewed], [viewed, both]].map((by) => {
    expect(parsed(formatCondition(then(by)))).toEqual(then(by));
    return formatCondition(then(by));
  });
  expect(texts).toEqual([
    "last order then (product_viewed, cart_viewed)",
    "last order then ((product_viewed), (cart_viewed))",
    "last order then (order, product_viewed)",
    "last order then (product_viewed, (product_viewed, cart_viewed))",
  ]);
});

test("A collection is shown by its handle only where the handle leads back to it.", () => {
  const names: ConditionNames = {
    ...NO_NAMES,
    handleOfCollection: () => "summer",
    collectionIdOf: (handle) => (handle === "summer" ? "7" : null),
  };
  const text = 'count order[collection ("summer", 8)] >= 1';
  expect(formatCondition(parsed(text, names), names)).toBe(text);
  expect(formatCondition(parsed(text, names))).toBe("count order[collection (7, 8)] >= 1");
});

test("What does not fit on one line is broken where it is joined, two blanks a level.", () => {
  const text =
    "not (intent >= 60 or engagement >= 60) and none of (is customer, last product_added_to_cart then no (order, cart_emptied) within 4 hours) and count order >= 2";
  expect(formatCondition(parsed(text))).toBe(`not (intent >= 60 or engagement >= 60)
and none of (
  is customer,
  last product_added_to_cart then no (order, cart_emptied) within 4 hours
)
and count order >= 2`);
});
