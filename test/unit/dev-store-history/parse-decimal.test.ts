import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseDecimal, toMinor } from "../../../dev-store/history/parse-decimal.ts";

const minor = (text: string, digits = 2, quantity = 1): number | null => {
  const decimal = parseDecimal(text);
  return decimal === null ? null : toMinor(decimal, digits, quantity);
};

describe("money from a decimal text", () => {
  it("is rounded half away from zero, also where binary floating point falls short", () => {
    expect(["1.005", "-1.005", "8.325", "0.004", "-0.004"].map((text) => minor(text))).toEqual([
      101, -101, 833, 0, 0,
    ]);
  });

  it("is rounded once for a whole line", () => {
    expect(minor("0.001", 2, 1000)).toBe(100);
    expect(minor("0.335", 2, 2)).toBe(67);
  });

  it("is refused when it is no plain decimal number", () => {
    for (const text of ["", ".", "-", "1,000", "1e3", "$5", "NaN", "0x10"]) {
      expect(minor(text)).toBeNull();
    }
  });

  it("is exact for every amount of cents", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (cents) => {
        const digits = String(Math.abs(cents)).padStart(3, "0");
        const text = `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(minor(text)).toBe(cents === 0 ? 0 : cents);
      }),
    );
  });
});
