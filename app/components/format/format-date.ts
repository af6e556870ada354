import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "../../pipeline/shared/time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const partsFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant as a merchant's wall clock shows it, "Mar 3, 2011, 14:05".
 * Only numbers are taken from Intl: month names and separators differ between the server's and the
 * browser's versions of the locale data, and a page must render the same in both.
 */
export function formatDateTime(at: Instant, timezone: string): string {
  const { day, hour, minute, month, year } = wallClock(at, timezone);
  return `${MONTHS[month - 1]} ${day}, ${year}, ${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** The time of day of an instant in a time zone, "14:05". */
export function formatClock(at: Instant, timezone: string): string {
  const { hour, minute } = wallClock(at, timezone);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** The calendar day of an instant in a time zone, "Mar 3, 2011". */
export function formatDate(at: Instant, timezone: string): string {
  const { day, month, year } = wallClock(at, timezone);
  return `${MONTHS[month - 1]} ${day}, ${year}`;
}

/** A calendar day given as "2011-03-03", for an axis: "Mar 3". */
export function formatDay(isoDay: string): string {
  const [, month, day] = isoDay.split("-").map(Number);
  return `${MONTHS[(month ?? 1) - 1]} ${day}`;
}

/** How long ago, in words, up to a week; then the date. An instant after `now` counts as just now. */
export function formatAgo(at: Instant, now: Instant, timezone: string): string {
  const age = now - at;
  if (age < 5 * SECOND_MS) return "just now";
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`;
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  if (age < 2 * DAY_MS) return "1 day ago";
  if (age < 7 * DAY_MS) return `${Math.floor(age / DAY_MS)} days ago`;
  return formatDate(at, timezone);
}

/** A length of time in its largest unit, rounded up: an estimate should not promise too much. */
export function formatDuration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.ceil(ms / SECOND_MS))} s`;
  if (ms < HOUR_MS) return `${Math.ceil(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.ceil(ms / HOUR_MS)} h`;
  const days = Math.ceil(ms / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function wallClock(at: Instant, timezone: string): WallClock {
  const clock: WallClock = { year: 0, month: 1, day: 1, hour: 0, minute: 0 };
  for (const { type, value } of partsFormat(timezone).formatToParts(at)) {
    if (type in clock) clock[type as keyof WallClock] = Number(value);
  }
  return clock;
}

/** Making a format costs a hundred times more than using it. */
function partsFormat(timezone: string): Intl.DateTimeFormat {
  const known = partsFormats.get(timezone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  partsFormats.set(timezone, format);
  return format;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
