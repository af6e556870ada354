import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeText,
  draftOfTree,
} from "../../../../app/components/segments/editor/condition-draft.ts";
import { languageOfShop } from "../../../../app/components/segments/editor/condition-language.ts";
import {
  newCondition,
  KIND_GROUPS,
} from "../../../../app/components/segments/editor/new-condition.ts";
import { placeProblems } from "../../../../app/components/segments/editor/place-problems.ts";
import { SIGNAL_GROUPS } from "../../../../app/components/segments/editor/signal-groups.ts";
import { cutIntoPieces } from "../../../../app/components/segments/text/text-pieces.ts";
import { rolesOfText } from "../../../../app/components/segments/text/text-roles.ts";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";
import { readConditionText } from "../../../../app/pipeline/segment/text/read-condition-text.ts";
import type { Problem } from "../../../../app/pipeline/segment/read-json.ts";

const LANGUAGE = {
  readConditionText,
  ...languageOfShop({
    currency: "EUR",
    tagPrefix: "kindling:",
    segments: [{ handle: "vip", name: "VIP", tag: "vip" }],
    collections: [{ id: "77", handle: "shoes", title: "Shoes" }],
    productTitles: {},
    listeners: { flow: false, klaviyo: false },
    productTypes: [],
    vendors: [],
  }),
};

const EMPTY = draftOfTree({ kind: "all", of: [] }, LANGUAGE.names);

describe("a condition that is edited", () => {
  test("is as tree what its text says, and keeps the merchant's own lines", () => {
    const text = 'intent >= 60\n  and segment "vip"  # the best';
    const draft = changeText(EMPTY, text, LANGUAGE);
    expect(draft.errors).toEqual([]);
    expect(draft.text).toBe(text);
    expect(draft.tree).toEqual({
      kind: "all",
      of: [
        { kind: "score", score: "intent", comparison: "at-least", points: 60 },
        { kind: "segment", handle: "vip" },
      ],
    });
  });

  test("stays at the last good tree while its text has an error, and says where", () => {
    const good = changeText(EMPTY, "intent >= 60", LANGUAGE);
    const bad = changeText(good, "intent >= 60\nand cuont order >= 2", LANGUAGE);
    expect(bad.tree).toBe(good.tree);
    expect(bad.errors).toMatchObject([{ line: 2, column: 5, suggestion: "count" }]);
    expect(changeText(bad, "intent >= 60", LANGUAGE).errors).toEqual([]);
  });

  test("refuses as text at its place what makes no sense", () => {
    const [error] = changeText(EMPTY, 'intent >= 60 and segment "gone"', LANGUAGE).errors;
    expect(error).toMatchObject({ line: 1 });
    expect(error?.start).toBeGreaterThanOrEqual(17);
  });

  test("of which nothing is said is as text nothing, and asks for nothing", () => {
    expect(EMPTY.text).toBe("");
    const cleared = changeText(changeText(EMPTY, "intent >= 60", LANGUAGE), "  \n", LANGUAGE);
    expect(cleared).toEqual({ ...EMPTY, text: "  \n" });
  });

  test("begins, of whatever kind, with what its text reads back", () => {
    for (const kind of KIND_GROUPS.flatMap(({ kinds }) => kinds)) {
      const tree = newCondition(kind);
      // What is still to be chosen makes no sense yet; all else is complete.
      if (kind === "tag" || kind === "segment") continue;
      const { text } = draftOfTree({ kind: "none", of: [tree] }, LANGUAGE.names);
      expect(changeText(EMPTY, text, LANGUAGE)).toMatchObject({
        tree: { kind: "none", of: [tree] },
        errors: [],
      });
    }
  });
});

test("problems stand with the condition that they are of", () => {
  const tree = {
    kind: "all",
    of: [newCondition("score"), { kind: "any", of: [newCondition("tag")] }],
  } as const;
  const problems: Problem[] = [
    { path: "", message: { code: "no-events" } },
    { path: "of[0].points", message: { code: "no-name" } },
    { path: "of[1].of[0].tag", message: { code: "no-tag" } },
    { path: "of[1].of[0]", message: { code: "no-tag" } },
    { path: "of[1].of[0].where[3].of[2]", message: { code: "too-short" } },
  ];
  expect(Object.fromEntries(placeProblems(tree, problems))).toEqual({
    "": [{ code: "no-events" }],
    "0": [{ code: "no-name" }],
    "1.0": [{ code: "no-tag" }, { code: "no-tag" }, { code: "too-short" }],
  });
  const alone = placeProblems(newCondition("tag"), [{ path: "tag", message: { code: "no-tag" } }]);
  expect(Object.fromEntries(alone)).toEqual({ "0": [{ code: "no-tag" }] });
});

test("every signal can be chosen, at one place", () => {
  const offered = SIGNAL_GROUPS.flatMap(({ signals }) => signals);
  expect(offered.toSorted()).toEqual(SIGNALS.toSorted());
});

test("the pieces of a text are the text, marked where it is wrong", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % (text.length + 1);
      const wrong = { start, end: Math.min(text.length, start + (length % 20)) };
      const pieces = cutIntoPieces(text, rolesOfText(text), [wrong]);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      const marked = pieces.filter(({ isWrong }) => isWrong).map((piece) => piece.text);
      expect(marked.join("")).toBe(text.slice(wrong.start, wrong.end));
    }),
  );
});
