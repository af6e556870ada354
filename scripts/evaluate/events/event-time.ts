import { parseInstant } from "../../../dev-store/history/parse-instant.ts";

// Seconds since 1970 stay below this until the year 5138, and milliseconds have been above it since 1973.
const LEAST_MILLISECONDS = 1e11;
const LEAST_MICROSECONDS = 1e14;

/**
 * The instant of an event: a date with a time as in ISO 8601 (UTC where it names no offset), or seconds, milliseconds
 * or microseconds since 1970, told apart by their size. In whole milliseconds; null for all else.
 *
 * @example readEventTime("1433221332") // 1433221332000
 */
export function readEventTime(text: string): number | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return parseInstant(text);
  const number = Number(text);
  if (number >= LEAST_MICROSECONDS) return Math.floor(number / 1000);
  return Math.floor(number >= LEAST_MILLISECONDS ? number : number * 1000);
}
