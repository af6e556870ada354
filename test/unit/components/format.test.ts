import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundToHundredths } from "../../../app/components/format/round-to-hundredths.ts";
import { testWords } from "../../support/words.ts";

const formatIn = (locale: string, timezone = "UTC") =>
  testWords("common", { locale, timezone }).format;
const english = formatIn("en");
const german = formatIn("de");
const french = formatIn("fr");

/** Blanks that do not break, as plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

const NOON = Date.parse("2011-03-13T12:00:00Z");

describe("dates", () => {
  test("an instant reads as the shop's own clock shows it", () => {
    expect(formatIn("en", "UTC").dateTime(NOON)).toBe("Mar 13, 2011, 12:00");
    expect(formatIn("en", "Asia/Kathmandu").dateTime(NOON)).toBe("Mar 13, 2011, 17:45");
  });

  test("midnight is 00:00 of the new day, not 24:00 of the old one", () => {
    expect(formatIn("en", "UTC").dateTime(Date.parse("2011-03-13T00:00:00Z"))).toBe(
      "Mar 13, 2011, 00:00",
    );
  });

  test("an hour that summer time skips does not appear", () => {
    // New York goes from 01:59 to 03:00 on this day.
    expect(
      formatIn("en", "America/New_York").dateTime(Date.parse("2011-03-13T06:59:00Z")),
    ).toContain("01:59");
    expect(
      formatIn("en", "America/New_York").dateTime(Date.parse("2011-03-13T07:00:00Z")),
    ).toContain("03:00");
  });

  test("an age is told in its largest unit, and as a date from a week on", () => {
    const ago = (ms: number) => english.ago(NOON - ms, NOON);
    expect(ago(0)).toBe("just now");
    expect(ago(59_999)).toBe("59 s ago");
    expect(ago(60_000)).toBe("1 min ago");
    expect(ago(3_599_999)).toBe("59 min ago");
    expect(ago(86_399_999)).toBe("23 h ago");
    expect(ago(86_400_000)).toBe("1 day ago");
    expect(ago(7 * 86_400_000)).toBe("Mar 6, 2011");
  });

  test("an instant ahead of the page's own is just now", () => {
    expect(english.ago(NOON + 60_000, NOON)).toBe("just now");
  });

  test("an estimate is rounded up", () => {
    expect(english.duration(0)).toBe("1 s");
    expect(english.duration(61_000)).toBe("2 min");
    expect(english.duration(25 * 3_600_000)).toBe("2 days");
  });

  test("a calendar day keeps its number whatever the time zone", () => {
    expect(english.day("2011-12-01")).toBe("Dec 1");
  });
});

describe("dates of other languages", () => {
  test("order their parts in their own ways", () => {
    expect(german.dateTime(NOON)).toBe("13. März 2011, 12:00");
    expect(french.date(NOON)).toBe("13 mars 2011");
    expect(german.month("2011-12")).toBe("Dez. 2011");
  });

  test("have their own plurals", () => {
    const day = 86_400_000;
    expect([1, 2].map((days) => german.ago(NOON - days * day, NOON))).toEqual([
      "vor 1 Tag",
      "vor 2 Tagen",
    ]);
    expect(french.duration(2 * day)).toBe("2 jours");
  });

  test("lists end with their own and", () => {
    expect(english.list(["a", "b", "c"])).toBe("a, b and c");
    expect(german.list(["a", "b"])).toBe("a und b");
    expect([english.list([]), english.list(["a"])]).toEqual(["", "a"]);
  });
});

describe("numbers", () => {
  test("thousands are set apart", () => {
    expect([0, 999, 1000, 1234567].map(english.count)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });

  test("German and French set them apart, and decimals, in their own ways", () => {
    expect(german.count(1_234_567)).toBe("1.234.567");
    expect(plain(french.count(1_234_567))).toBe("1 234 567");
    expect(german.decimal(3.5, 2)).toBe("3,50");
    expect(plain(german.share(1, 1000))).toBe("<1 %");
    expect(plain(french.percent(0.123, 1))).toBe("12,3 %");
    // A region's own sign is not the same in the server and in all browsers.
    expect(formatIn("de-CH").count(1234)).toBe("1.234");
  });

  test("some never reads as none, and not all never as all", () => {
    expect(english.share(1, 1000)).toBe("<1%");
    expect(english.share(999, 1000)).toBe(">99%");
    expect(english.share(0, 1000)).toBe("0%");
    expect(english.share(1000, 1000)).toBe("100%");
    expect(english.share(0, 0)).toBe("–");
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
    expect(english.money(123_450, "USD")).toBe("$1,234.50");
    expect(english.money(1200, "JPY")).toBe("¥1,200");
    expect(english.money(3250, "KWD")).toBe("KWD\u00a03.250");
  });

  test("keeps its sign and its zero", () => {
    expect(english.money(-5, "EUR")).toBe("-€0.05");
    expect(english.money(0, "EUR")).toBe("€0.00");
  });

  test("stands where a locale puts it, and loses no cent of a large amount", () => {
    expect(plain(german.money(123_450, "EUR"))).toBe("1.234,50 €");
    expect(plain(french.money(123_450, "USD"))).toBe("1 234,50 $US");
    expect(english.money(9_007_199_254_740_991, "USD")).toBe("$90,071,992,547,409.91");
  });
});
