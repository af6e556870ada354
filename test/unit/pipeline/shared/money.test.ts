import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatMinorUnits,
  minorUnitExponent,
  toMinorUnits,
} from "../../../../app/pipeline/shared/money.ts";

test.each([
  ["404.95", "USD", 40495],
  ["0.1", "EUR", 10],
  ["10", "GBP", 1000],
  ["1200", "JPY", 1200],
  ["1200.00", "KRW", 1200],
  ["1.234", "KWD", 1234],
  ["1.2", "BHD", 1200],
  ["-0.05", "USD", -5],
  ["007.50", "USD", 750],
])("%s %s is %i minor units", (amount, currency, minor) => {
  expect(toMinorUnits(amount, currency)).toBe(minor);
});

test.each([
  ["0.005", "USD", 1],
  ["0.0049999", "USD", 0],
  ["-0.005", "USD", -1],
  ["2.675", "EUR", 268],
  ["999.5", "JPY", 1000],
  ["0.0005", "KWD", 1],
])(
  "decimals beyond the minor unit are rounded half away from zero: %s %s",
  (amount, code, minor) => {
    expect(toMinorUnits(amount, code)).toBe(minor);
  },
);

test("minus nothing is nothing", () => {
  expect(Object.is(toMinorUnits("-0.001", "USD"), 0)).toBe(true);
});

test.each(["", " 1", "1.", ".5", "1,50", "1e3", "+1", "NaN", "Infinity", "0x10", "--1", "1.2.3"])(
  "nonsense is refused: %j",
  (amount) => {
    expect(() => toMinorUnits(amount, "USD")).toThrow(RangeError);
  },
);

test("an amount beyond 2^53 minor units is refused instead of rounded", () => {
  expect(toMinorUnits("90071992547409.91", "USD")).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => toMinorUnits("90071992547409.92", "USD")).toThrow(RangeError);
  expect(() => formatMinorUnits(0.5, "USD")).toThrow(RangeError);
});

test("an unlisted currency has hundredths", () => {
  expect(minorUnitExponent("XTS")).toBe(2);
});

test("every amount in minor units survives being written and read again", () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom("USD", "JPY", "VND", "KWD", "TND", "CLF"),
      (minor, currency) => {
        const amount = formatMinorUnits(minor, currency);
        expect(toMinorUnits(amount, currency)).toBe(minor + 0);
        expect(amount.split(".")[1]?.length ?? 0).toBe(minorUnitExponent(currency));
      },
    ),
  );
});
