import { describe, expect, it } from "vitest";

import { formatDecimal, formatMoney } from "../../../../dev-store/state/money.ts";

describe("amounts as Shopify writes them", () => {
  it.each([
    [1999, "USD", "19.99", "19.99"],
    [14_500, "USD", "145.00", "145.0"],
    [5, "EUR", "0.05", "0.05"],
    [-250, "USD", "-2.50", "-2.5"],
    [1999, "JPY", "1999", "1999.0"],
    [1999, "KWD", "1.999", "1.999"],
    [0, "KWD", "0.000", "0.0"],
  ])("writes %i %s as %s in webhooks and %s in GraphQL", (minor, currency, money, decimal) => {
    expect(formatMoney(minor, currency)).toBe(money);
    expect(formatDecimal(minor, currency)).toBe(decimal);
  });

  it("refuses fractions of a minor unit", () => {
    expect(() => formatMoney(0.5, "USD")).toThrow("minor units");
  });
});
