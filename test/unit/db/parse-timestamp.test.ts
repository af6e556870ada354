import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTimestamp } from "../../../app/db/parse-timestamp.ts";

/** As PostgreSQL writes it: the fraction without zeros at its end, and without a point where it is whole. */
const written = (at: number): string =>
  `${new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.?0*Z$/, "")}+00`;

test("an instant is read as it was written", () => {
  const from = Date.parse("0100-01-01T00:00:00Z");
  const to = Date.parse("9999-12-31T23:59:59.999Z");
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (at) => {
      expect(parseTimestamp(written(at))).toBe(at);
    }),
  );
});

test("what is below a millisecond is cut off, before 1970 too", () => {
  expect(parseTimestamp("2026-11-26 12:30:45.123999+00")).toBe(
    Date.UTC(2026, 10, 26, 12, 30, 45, 123),
  );
  expect(parseTimestamp("1969-12-31 23:59:59.5+00")).toBe(-500);
});

test("another zone is read as well", () => {
  expect(parseTimestamp("2026-11-26 12:30:45.5+02")).toBe(Date.UTC(2026, 10, 26, 10, 30, 45, 500));
});

test("what is no instant is none", () => {
  expect(parseTimestamp("infinity")).toBeNaN();
});
