import { expect, test } from "vitest";
import { checkTagPrefix } from "../../../../app/pipeline/activate/check-prefix.ts";

test.each([
  ["kindling:", "kindling:"],
  ["  k-  ", "k-"],
  ["our   tag ", "our tag"],
  ["x".repeat(40), "x".repeat(40)],
])("%j may stand before every tag", (text, prefix) => {
  expect(checkTagPrefix(text)).toEqual({ outcome: "fine", prefix });
});

test.each(["", "   ", "a", " a ", "a,b", "x".repeat(41), "a\u200bb"])(
  "%j is refused with what to do",
  (text) => {
    expect(checkTagPrefix(text)).toMatchObject({
      outcome: "refused",
      reason: expect.stringMatching(/^(Enter|Leave out) .+/),
    });
  },
);
