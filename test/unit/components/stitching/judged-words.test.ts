import { expect, test } from "vitest";
import { judgedWords } from "../../../../app/components/stitching/judged-words.ts";
import { testWords } from "../../../support/words.ts";

const words = testWords("quality");

test("orders that were all judged are told to the last one, others by as many digits as are known", () => {
  expect(judgedWords(words, { orders: 4_321, judged: 4_321 }, 1_234)).toBe("1,234");
  const some = { orders: 212_345, judged: 5_012 };
  // 24.6 % of those judged, which the whole is within 1.2 % of.
  expect(judgedWords(words, some, 1_234)).toBe("about 52,300");
  expect(judgedWords(words, some, 0)).toMatch(/^about /);
});
