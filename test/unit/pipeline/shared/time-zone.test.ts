import fc from "fast-check";
import { expect, test } from "vitest";
import { timeZoneOf } from "../../../../app/pipeline/shared/time-zone.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];

/** Until 2011 clocks there went back a minute after midnight: the date before was shown once more. */
const TURNED_BACK = "America/St_Johns";

const anyZone = fc.constantFrom(...ZONES);
const anyInstant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2030, 0, 1) });

/** The date by the runtime itself, as it is slow to ask. */
const dateOf = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

test("The local date of an instant is the one that the runtime shows.", () => {
  fc.assert(
    fc.property(anyZone, anyInstant, (zone, at) => {
      expect(isoOf(timeZoneOf(zone).dayOf(at))).toBe(dateOf(zone, at));
    }),
    { numRuns: 400 },
  );
});

test("A local day begins with the first instant that is not of an earlier date.", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES, TURNED_BACK), anyInstant, (zone, at) => {
      const { dayOf, startOf } = timeZoneOf(zone);
      const start = startOf(dayOf(at));
      expect(start).toBeLessThanOrEqual(at);
      expect(dayOf(start)).toBe(dayOf(at));
      expect(dayOf(start - 1)).toBeLessThan(dayOf(at));
      expect(startOf(dayOf(at) + 1)).toBeGreaterThan(at);
      if (zone !== TURNED_BACK) expect(start % (15 * MINUTE_MS)).toBe(0);
    }),
    { numRuns: 400 },
  );
});

test("A day whose midnight is left out begins an hour later.", () => {
  const dayNamed = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  const startOf = (zone: string, iso: string): string =>
    new Date(timeZoneOf(zone).startOf(dayNamed(iso))).toISOString();
  // From 24:00 on clocks showed 1:00.
  expect(startOf("America/Sao_Paulo", "2018-11-04")).toBe("2018-11-04T03:00:00.000Z");
  expect(startOf("Africa/Cairo", "2024-04-26")).toBe("2024-04-25T22:00:00.000Z");
  // Back from 24:00 to 23:00: the day before has its last hour twice, and midnight comes once.
  expect(startOf("Africa/Cairo", "2024-11-01")).toBe("2024-10-31T22:00:00.000Z");
  // Samoa left a whole day out: it begins with the day after.
  expect(startOf("Pacific/Apia", "2011-12-30")).toBe(startOf("Pacific/Apia", "2011-12-31"));
});

test("A date that has begun is not left again, although clocks go back over midnight.", () => {
  const midnight = Date.UTC(2010, 10, 7, 2, 30);
  const { dayOf } = timeZoneOf(TURNED_BACK);
  const days = [-1, 0, MINUTE_MS, HOUR_MS].map((later) => isoOf(dayOf(midnight + later)));
  expect(days).toEqual(["2010-11-06", "2010-11-07", "2010-11-07", "2010-11-07"]);
});

test("A time zone that nobody knows is refused.", () => {
  expect(() => timeZoneOf("Mars/Olympus")).toThrow(RangeError);
});
