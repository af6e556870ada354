import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAgo,
  formatDateTime,
  formatDay,
  formatDuration,
} from "../../../app/components/format/format-date.ts";
import { formatMoney } from "../../../app/components/format/format-money.ts";
import {
  formatCount,
  formatCounted,
  formatShare,
  roundToHundredths,
} from "../../../app/components/format/format-number.ts";

const NOON = Date.parse("2011-03-13T12:00:00Z");

describe("dates", () => {
  test("an instant reads as the shop's own clock shows it", () => {
    expect(formatDateTime(NOON, "UTC")).toBe("Mar 13, 2011, 12:00");
    expect(formatDateTime(NOON, "Asia/Kathmandu")).toBe("Mar 13, 2011, 17:45");
  });

  test("midnight is 00:00 of the new day, not 24:00 of the old one", () => {
    expect(formatDateTime(Date.parse("2011-03-13T00:00:00Z"), "UTC")).toBe("Mar 13, 2011, 00:00");
  });

  test("an hour that summer time skips does not appear", () => {
    // New York goes from 01:59 to 03:00 on this day.
    expect(formatDateTime(Date.parse("2011-03-13T06:59:00Z"), "America/New_York")).toContain(
      "01:59",
    );
    expect(formatDateTime(Date.parse("2011-03-13T07:00:00Z"), "America/New_York")).toContain(
      "03:00",
    );
  });

  test("an age is told in its largest unit, and as a date from a week on", () => {
    const ago = (ms: number) => formatAgo(NOON - ms, NOON, "UTC");
    expect(ago(0)).toBe("just now");
    expect(ago(59_999)).toBe("59 s ago");
    expect(ago(60_000)).toBe("1 min ago");
    expect(ago(3_599_999)).toBe("59 min ago");
    expect(ago(86_399_999)).toBe("23 h ago");
    expect(ago(86_400_000)).toBe("1 day ago");
    expect(ago(7 * 86_400_000)).toBe("Mar 6, 2011");
  });

  test("an instant ahead of the page's own is just now", () => {
    expect(formatAgo(NOON + 60_000, NOON, "UTC")).toBe("just now");
  });

  test("an estimate is rounded up", () => {
    expect(formatDuration(0)).toBe("1 s");
    expect(formatDuration(61_000)).toBe("2 min");
    expect(formatDuration(25 * 3_600_000)).toBe("2 days");
  });

  test("a calendar day keeps its number whatever the time zone", () => {
    expect(formatDay("2011-12-01")).toBe("Dec 1");
  });
});

describe("numbers", () => {
  test("thousands are set apart", () => {
    expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });

  test("one is singular, everything else is plural", () => {
    expect(formatCounted(1, "customer")).toBe("1 customer");
    expect(formatCounted(0, "customer")).toBe("0 customers");
  });

  test("some never reads as none, and not all never as all", () => {
    expect(formatShare(1, 1000)).toBe("<1%");
    expect(formatShare(999, 1000)).toBe(">99%");
    expect(formatShare(0, 1000)).toBe("0%");
    expect(formatShare(1000, 1000)).toBe("100%");
    expect(formatShare(0, 0)).toBe("–");
  });

  test("rounded parts add up to the rounded sum, and none moves by a hundredth or more", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 20 }),
        (parts) => {
          const rounded = roundToHundredths(parts);
          const total = parts.reduce((sum, part) => sum + part, 0);
          expect(rounded.reduce((sum, part) => sum + part, 0)).toBe(Math.round(total / 10_000));
          rounded.forEach((part, index) => {
            expect(Math.abs(part * 10_000 - (parts[index] ?? 0))).toBeLessThan(10_000);
          });
        },
      ),
    );
  });

  test("nothing is rounded to nothing", () => {
    expect(roundToHundredths([])).toEqual([]);
  });
});

describe("money", () => {
  test("has the decimals of its currency", () => {
    expect(formatMoney(123_450, "USD")).toBe("$1,234.50");
    expect(formatMoney(1200, "JPY")).toBe("¥1,200");
    expect(formatMoney(3250, "KWD")).toBe("KWD\u00a03.250");
  });

  test("keeps its sign and its zero", () => {
    expect(formatMoney(-5, "EUR")).toBe("-€0.05");
    expect(formatMoney(0, "EUR")).toBe("€0.00");
  });
});
