import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "../../pipeline/shared/time.ts";
import type { FormatOf } from "./create-format.ts";
import type { Numbers } from "./create-numbers.ts";

export interface Dates {
  /** An instant as a merchant's wall clock shows it: "Mar 3, 2011, 14:05". */
  dateTime(at: Instant): string;
  /** The time of day of an instant: "14:05". */
  clock(at: Instant): string;
  /** The calendar day of an instant: "Mar 3, 2011". */
  date(at: Instant): string;
  /** A calendar day given as "2011-03-03", for an axis: "Mar 3". */
  day(isoDay: string): string;
  /** A calendar month given as "2011-03": "Mar 2011". */
  month(isoMonth: string): string;
  /** How long ago an instant was, up to a week; then the date. What comes after `now` counts as just now. */
  ago(at: Instant, now: Instant): string;
  /** A length of time in its largest unit, rounded up: an estimate should not promise too much. */
  duration(ms: number): string;
}

/**
 * Only numbers are taken from Intl: names of months and the order of parts differ between the server's and the browser's
 * versions of the locale data, and a page must render the same in both. They stand in the catalogs.
 */
export function createDates({ t, timezone }: FormatOf, numbers: Numbers): Dates {
  const monthName = (month: number): string => t("date.months").split(",")[month - 1] ?? "";
  const clock = (at: Instant): string => {
    const { hour, minute } = wallClock(at, timezone);
    return `${twoDigits(hour)}:${twoDigits(minute)}`;
  };
  const date = (at: Instant): string => {
    const { day, month, year } = wallClock(at, timezone);
    return t("date.full", { month: monthName(month), day, year });
  };
  const inUnits = (unit: "days" | "hours" | "minutes" | "seconds", count: number) => ({
    key: unit,
    values: { count, amount: numbers.count(count) },
  });
  return {
    clock,
    date,
    dateTime: (at) => t("date.dateTime", { date: date(at), clock: clock(at) }),
    day: (isoDay) => {
      const [, month = 1, day] = isoDay.split("-").map(Number);
      return t("date.day", { month: monthName(month), day });
    },
    month: (isoMonth) => {
      const [year, month = 1] = isoMonth.split("-").map(Number);
      return t("date.month", { month: monthName(month), year });
    },
    ago: (at, now) => {
      const age = now - at;
      if (age < 5 * SECOND_MS) return t("ago.now");
      if (age >= 7 * DAY_MS) return date(at);
      const { key, values } = inUnits(...largestUnit(age, Math.floor));
      return t(`ago.${key}`, values);
    },
    duration: (ms) => {
      const { key, values } = inUnits(...largestUnit(Math.max(ms, SECOND_MS), Math.ceil));
      return t(`duration.${key}`, values);
    },
  };
}

function largestUnit(
  ms: number,
  round: (value: number) => number,
): ["days" | "hours" | "minutes" | "seconds", number] {
  if (ms < MINUTE_MS) return ["seconds", round(ms / SECOND_MS)];
  if (ms < HOUR_MS) return ["minutes", round(ms / MINUTE_MS)];
  if (ms < DAY_MS) return ["hours", round(ms / HOUR_MS)];
  return ["days", round(ms / DAY_MS)];
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

const partsFormats = new Map<string, Intl.DateTimeFormat>();

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
