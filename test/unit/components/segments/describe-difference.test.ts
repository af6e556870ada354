import { expect, test } from "vitest";
import { describeDifference } from "../../../../app/components/segments/editor/describe-difference.ts";
import { readNumber } from "../../../../app/components/segments/editor/read-number.ts";
import { freeHandle } from "../../../../app/services/publish-draft.ts";
import { testWords } from "../../../support/words.ts";

const words = testWords("editor");
const german = testWords("editor", { locale: "de" });

const VERSION = {
  name: "Keen",
  description: "",
  tag: "keen",
  condition: { kind: "score", score: "intent", comparison: "at-least", points: 60 },
  leaveWhen: null,
  minimumStayMs: 0,
  minimumAbsenceMs: 0,
};

test("the difference of two versions is told in words, whatever the order of their fields", () => {
  const same = {
    ...VERSION,
    condition: Object.fromEntries(Object.entries(VERSION.condition).reverse()),
  };
  expect(describeDifference(words, VERSION, same)).toBe("nothing");
  expect(describeDifference(words, VERSION, { ...same, name: "Hot" })).toBe("the name");
  expect(
    describeDifference(words, VERSION, { ...VERSION, tag: null, minimumStayMs: 5, name: "Hot" }),
  ).toBe("the name, the tag and when members leave");
  expect(describeDifference(german, VERSION, { ...same, name: "Hot" })).toBe("den Namen");
});

test("a number that is typed is read, or told what it should be", () => {
  const bounds = { least: 0, most: 100 };
  expect(readNumber(" 12,5 ", bounds)).toEqual({ value: 12.5 });
  expect(readNumber("12,5", { ...bounds, isWhole: true })).toEqual({
    problem: "not-whole",
  });
  expect(readNumber("", bounds)).toEqual({ problem: "no-number" });
  expect(readNumber("1e3", bounds)).toEqual({ problem: "no-number" });
  expect(readNumber("101", bounds)).toEqual({ problem: "too-large", bound: 100 });
  expect(readNumber("-1", bounds)).toEqual({ problem: "too-small", bound: 0 });
});

test("an estimate is told as one, with digits that are known", () => {
  const estimate = { count: 12_431, low: 11_200, high: 13_900 };
  expect(words.format.estimate(estimate)).toBe("about 12,000");
  expect(words.format.interval(estimate)).toBe("11,200 to 13,900");
  expect(words.format.counted({ count: 1, low: 1, high: 1 }, "visitors")).toBe("1 visitor");
  expect(german.format.counted(estimate, "visitors")).toBe("etwa 12.000 Besucher");
  expect(words.format.interval({ count: 7, low: 7, high: 7 })).toBeNull();
  // What would leave the interval is not rounded.
  expect(words.format.estimate({ count: 1_049, low: 1_046, high: 1_051 })).toBe("about 1,049");
});

test("a new segment's handle is made of its name, and is nobody else's", () => {
  expect(freeHandle("  Très chic & Co! ", new Set())).toBe("tres-chic-co");
  expect(freeHandle("VIP", new Set(["vip", "vip-2"]))).toBe("vip-3");
  expect(freeHandle("顧客", new Set())).toBe("segment");
  expect(freeHandle("new", new Set(["new"]))).toBe("new-2");
});
