import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";

/** The calendar day of an instant in a time zone, as PostgreSQL writes a date: "2011-03-03". */
export function calendarDay(at: Instant, timezone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The last calendar days up to and with today's, oldest first. Days are counted, not hours: some have 23 or 25. */
export function lastCalendarDays(input: {
  now: Instant;
  timezone: string;
  days: number;
}): string[] {
  const today = Date.parse(`${calendarDay(input.now, input.timezone)}T00:00:00Z`);
  return Array.from({ length: input.days }, (_, index) =>
    new Date(today - (input.days - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}
