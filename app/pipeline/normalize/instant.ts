import type { Instant } from "../shared/time.ts";

/** The instant that an ISO 8601 text with a zone names. Throws a RangeError on any other text. */
export function toInstant(text: string): Instant {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError("expected an ISO 8601 time");
  return instant;
}

/** As `toInstant`; null stays null. */
export function toInstantOrNull(text: string | null): Instant | null {
  return text === null ? null : toInstant(text);
}
